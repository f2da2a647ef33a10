import type { Catalogue } from '../catalogue';
import { withSecrets } from '../facts';
import { alertingSections } from './alerting';
import { globalSections } from './global';
import { httpClientSections } from './http-client';
import { remoteSections } from './remote';
import { ruleSections } from './rules';
import { scrapeSections } from './scrape';
import { awsDiscoverySections } from './sd-aws';
import { cloudDiscoverySections } from './sd-cloud';
import { genericDiscoverySections } from './sd-generic';
import { platformDiscoverySections } from './sd-platform';
import { prometheusSecrets } from './secrets';
import { storageSections } from './storage';
import { webSections } from './web';

export { prometheusFeatures } from './features';
export { prometheusFlags } from './flags';
export { PROMETHEUS_NEWEST, PROMETHEUS_OLDEST } from './releases';
export { prometheusTemplateFunctions } from './template-functions';

/** Section of `prometheus.yml` as a whole. */
export const PROMETHEUS_ROOT = 'config';

/** Section of a file that `scrape_config_files` names. */
export const SCRAPE_CONFIG_FILE_ROOT = 'scrape_config_file';

/** Section of a rule file as a whole. */
export const RULE_FILE_ROOT = 'rule_file';

/** Section of the file of `--web.config.file` as a whole. */
export const WEB_CONFIG_ROOT = 'web_config';

/** Everything that Prometheus reads from files. Sections are called as in upstream's documentation. */
export const prometheusCatalogue: Catalogue = withSecrets(
  {
    ...globalSections,
    ...scrapeSections,
    ...httpClientSections,
    ...alertingSections,
    ...remoteSections,
    ...storageSections,
    ...ruleSections,
    ...webSections,
    ...genericDiscoverySections,
    ...awsDiscoverySections,
    ...platformDiscoverySections,
    ...cloudDiscoverySections,
  },
  prometheusSecrets,
);
