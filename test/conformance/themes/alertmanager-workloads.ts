import { MAIN, type AlertmanagerCluster } from '../alertmanager';
import { ALERTMANAGER_WORKLOAD_DIFFERENCES } from '../alertmanager-workload-differences';
import { makeMendedAlertmanager } from '../alertmanager-refusals';
import { isSupportedAlertmanager, supportedAlertmanager } from '../alertmanager-versions';
import type { CustomResource } from '../cluster';
import type { Case, Fields } from '../corpus';
import { compare } from '../difference';
import { covered, unexplained, type Outcome } from '../outcome';
import type { Theme } from '../theme';
import { because } from '../versions';
import { isRecord, same } from '../walk';
import { canonicalWorkload } from '../workload-differences';

/** The pods of an Alertmanager. */
export const ALERTMANAGER_WORKLOADS: Theme = { names: ['statefulset-alertmanager'], judge };

/** What the operator takes where nobody says anything. */
const IMAGE = 'quay.io/prometheus/alertmanager';

function judge(given: Case): Outcome {
  const { alertmanager, config } = given.input as unknown as {
    readonly alertmanager: CustomResource;
    readonly config: { readonly alertmanagerDefaultBaseImage: string };
  };
  if (config.alertmanagerDefaultBaseImage !== IMAGE) {
    return covered(['operator-flags']);
  }
  // The release stands in the resource only.
  const { version } = alertmanager.spec;
  const one: Case = typeof version === 'string' ? { ...given, version: version.replace(/^v/, '') } : given;
  const { made, reasons } = makeMendedAlertmanager(clusterOf(one, alertmanager));
  if (made.kind === 'refused') {
    return made.problems.length === 0 ? covered(reasons) : unexplained(made.problems, one.expected);
  }
  const object = made.manifests.find(({ kind }) => kind === 'StatefulSet')!;
  const expected = one.expected as Fields;
  const theirs = one.input.specOnly === true || !('spec' in expected) ? expected : (expected.spec as Fields);
  const surroundings = {
    namespace: '',
    secrets: {},
    spec: alertmanager.spec,
    withoutRelabelings: [],
    version: one.version,
  };
  const result = compare(
    canonicalWorkload(object.spec as Fields),
    canonicalWorkload(theirs),
    ALERTMANAGER_WORKLOAD_DIFFERENCES,
    surroundings,
  );
  if (!same(result.ours, result.theirs)) {
    return unexplained(result.ours, result.theirs);
  }
  const outcome = covered([...reasons, ...result.reasons]);
  return isSupportedAlertmanager(one.version) ? outcome : because(['version'], outcome);
}

/** What no test needs, but every cluster has, is put in: names, and a configuration where it is named. */
function clusterOf(one: Case, { metadata, spec }: CustomResource): AlertmanagerCluster {
  const { name = MAIN, namespace = 'default' } = metadata;
  const { alertmanagerConfiguration: whole } = spec;
  return {
    alertmanager: {
      metadata: { ...metadata, name: name === '' ? MAIN : name, namespace },
      spec: {
        ...spec,
        version: supportedAlertmanager(one),
        ...(isRecord(whole) ? { alertmanagerConfiguration: { name: 'tree', ...whole } } : {}),
      },
    },
    configs: isRecord(whole)
      ? [
          {
            metadata: { name: 'tree', namespace },
            spec: { route: { receiver: 'all' }, receivers: [{ name: 'all' }] },
          },
        ]
      : [],
    secrets: {},
    configMaps: {},
  };
}
