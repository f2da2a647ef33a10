import type { Catalogue } from '../catalogue';
import { withSecrets } from '../facts';
import { clusterTlsSections } from './cluster-tls';
import { configSections } from './config';
import { httpClientSections } from './http-client';
import { mattermostSections } from './mattermost';
import { observabilitySections } from './observability';
import { receiverSections } from './receiver';
import { chatReceiverSections } from './receivers-chat';
import { otherReceiverSections } from './receivers-other';
import { pagingReceiverSections } from './receivers-paging';
import { rocketchatSections } from './rocketchat';
import { routingSections } from './routing';
import { alertmanagerSecrets } from './secrets';
import { slackSections } from './slack';

export { alertmanagerFeatures } from './features';
export { alertmanagerFlags } from './flags';
export { ALERTMANAGER_NEWEST, ALERTMANAGER_OLDEST } from './releases';
export { alertmanagerTemplateFunctions } from './template-functions';

/** Section of `alertmanager.yml` as a whole. */
export const ALERTMANAGER_ROOT = 'config';

/** Section of the file of `--cluster.tls-config` as a whole. */
export const CLUSTER_TLS_ROOT = 'cluster_tls';

/**
 * Everything that Alertmanager reads from files. Sections have the names of upstream's documentation, where
 * it has one.
 */
export const alertmanagerCatalogue: Catalogue = withSecrets(
  {
    ...configSections,
    ...routingSections,
    ...receiverSections,
    ...chatReceiverSections,
    ...mattermostSections,
    ...rocketchatSections,
    ...slackSections,
    ...pagingReceiverSections,
    ...otherReceiverSections,
    ...httpClientSections,
    ...observabilitySections,
    ...clusterTlsSections,
  },
  alertmanagerSecrets,
);
