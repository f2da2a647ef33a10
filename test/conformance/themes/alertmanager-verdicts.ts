import { renderYaml } from '../../../lib/native';
import type { AlertmanagerCluster } from '../alertmanager';
import { makeMendedAlertmanager } from '../alertmanager-refusals';
import { isSupportedAlertmanager } from '../alertmanager-versions';
import type { CustomResource } from '../cluster';
import type { Case, Objects } from '../corpus';
import { covered, equal, unexplained, type Outcome } from '../outcome';
import type { Theme } from '../theme';
import { because } from '../versions';
import { alertmanagerOf, whyOnlyTheirs } from './alertmanager-configuration';

/** Whether an AlertmanagerConfig is taken by an Alertmanager. */
export const ALERTMANAGER_VERDICTS: Theme = {
  names: ['verdict-alertmanagerconfig', 'verdict-alertmanagerconfig-semantic'],
  judge: (one) => {
    const { resource, apiVersion, secrets, configMaps } = one.input as unknown as {
      readonly resource: CustomResource;
      readonly apiVersion?: string;
      readonly secrets?: Objects;
      readonly configMaps?: Objects;
    };
    return judgeAlertmanagerVerdict(one, {
      ...withConfig(one, resource),
      apiVersion,
      secrets: secrets ?? {},
      configMaps: configMaps ?? {},
    });
  },
};

/** What resources may leave to their Alertmanager. */
const BASE = renderYaml({
  global: {
    smtp_from: 'alerts@example.org',
    smtp_smarthost: 'smtp.example.org:587',
    slack_api_url_file: '/etc/alertmanager/secrets/global/slack',
    opsgenie_api_key_file: '/etc/alertmanager/secrets/global/opsgenie',
    victorops_api_key_file: '/etc/alertmanager/secrets/global/victorops',
    wechat_api_secret_file: '/etc/alertmanager/secrets/global/wechat',
    wechat_api_corp_id: 'corp',
  },
  route: { receiver: 'base' },
  receivers: [{ name: 'base', webhook_configs: [{ url: 'http://base.svc/' }] }],
});

/** An Alertmanager that has all that a resource may leave to it, and takes this one. */
export function withConfig(one: Case, { metadata, spec }: CustomResource): AlertmanagerCluster {
  const { name = '', namespace = 'team' } = metadata;
  // Some tests name none, or one with capitals, which no API server would take.
  const named = {
    name: name === '' ? 'nameless' : name.toLowerCase().replace(/[^a-z0-9.-]+/g, '-'),
    namespace,
  };
  return {
    alertmanager: alertmanagerOf(one, namespace, { alertmanagerConfigSelector: {} }),
    configs: [{ metadata: named, spec }],
    secrets: {},
    configMaps: {},
    base: BASE,
  };
}

/** Our verdict on a case beside the operator's. */
export function judgeAlertmanagerVerdict(one: Case, cluster: AlertmanagerCluster): Outcome {
  const { made, reasons } = makeMendedAlertmanager(cluster);
  const { accepted } = one.expected as { readonly accepted: boolean };
  const own = verdict(one, accepted, { made, reasons });
  return isSupportedAlertmanager(one.version) ? own : because(['version'], own);
}

function verdict(
  one: Case,
  theirs: boolean,
  { made, reasons }: Pick<ReturnType<typeof makeMendedAlertmanager>, 'made' | 'reasons'>,
): Outcome {
  const refused = made.kind === 'refused';
  // What had to be taken out to get it accepted is a refusal too.
  if (!theirs && (refused || reasons.length > 0)) {
    return equal();
  }
  if (theirs) {
    return refused && made.problems.length > 0 ? unexplained(made.problems, one.expected) : covered(reasons);
  }
  return whyOnlyTheirs(one) ?? unexplained('accepted', one.error);
}
