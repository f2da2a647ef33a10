import type { Fields } from './corpus';
import type { Difference } from './difference';
import { isSupportedAlertmanager } from './alertmanager-versions';
import { deep, isRecord, mapFields, same, text, without } from './walk';
import {
  inOrder,
  mainContainer,
  pod,
  some,
  withoutArgs,
  withoutContainers,
  WORKLOAD_DIFFERENCES,
} from './workload-differences';

/** What differs in the pods of a Prometheus as well. */
const SHARED = [
  'own-labels',
  'token-only-where-needed',
  'restricted-pods',
  'spread-by-default',
  'spread-of-own-pods',
  'linux-nodes',
  'retention-of-no-claims',
];

/** What a pod mounts to be configured: by the operator, and by us. */
const CONFIGURATION =
  /^(config|config-volume|config-out|tls-assets|web-config|cluster-tls|cluster-tls-config|notification-templates|web-config-tls-.*|(secret|configmap)-.*)$/;

/** Flags of a mesh; one that a single instance has not. */
const MESH_FLAGS = ['cluster.label', 'cluster.peer', 'cluster.peer-name', 'cluster.reconnect-timeout'];

/** Flags that older releases do not know, and the operator leaves out. */
const NEWER_FLAGS = [
  'cluster.label',
  'cluster.peer-name',
  'dispatch.start-delay',
  'web.timeout',
  'silences.max-silence-size-bytes',
];

/** Every difference between the pods of our Alertmanagers and the operator's; there are to be no others. */
export const ALERTMANAGER_WORKLOAD_DIFFERENCES: readonly Difference[] = [
  ...WORKLOAD_DIFFERENCES.filter(({ reason }) => SHARED.includes(reason)),
  { reason: 'reloader-of-files', theirs: withoutReloaders, ours: withoutReloaders },
  { reason: 'configuration-in-config-maps', theirs: withoutConfiguration, ours: withoutConfiguration },
  { reason: 'data-in-sub-path', theirs: withoutData, ours: withoutData },
  {
    reason: 'no-mesh-of-one',
    theirs: (spec) =>
      isAlone(spec)
        ? withoutMeshPorts(mainContainer(spec, (each) => withoutArgs(without(each, 'env'), MESH_FLAGS)))
        : spec,
  },
  {
    reason: 'peers-by-one-name',
    theirs: (spec) => withoutPeers(spec, /\.alertmanager-operated[.:]/),
    ours: (spec) => withoutPeers(spec, /-headless\./),
  },
  { reason: 'crd-defaults', theirs: withDefaults, ours: withoutDefaults },
  { reason: 'seconds-of-timeout', theirs: withSeconds },
  { reason: 'mesh-port-names', theirs: withPortNames },
  { reason: 'sooner-not-ready', theirs: withoutReadiness, ours: withoutReadiness },
  {
    reason: 'linux-nodes',
    ours: (spec, { spec: given }) =>
      isRecord(given.nodeSelector) && given.nodeSelector['kubernetes.io/os'] === undefined
        ? pod(spec, (fields) =>
            mapFields(fields, (field, value) =>
              field === 'nodeSelector' ? without(value as Fields, 'kubernetes.io/os') : value,
            ),
          )
        : spec,
  },
  {
    reason: 'parallel-mesh',
    theirs: (spec) => without(spec, 'podManagementPolicy'),
    ours: (spec) => without(spec, 'podManagementPolicy'),
  },
  {
    reason: 'handed-over',
    ours: (spec, { spec: given }) =>
      (given.updateStrategy as Fields | undefined)?.type === 'OnDelete'
        ? mainContainer(spec, (each) =>
            withoutArgs(each, ['data.maintenance-interval', 'dispatch.start-delay']),
          )
        : spec,
  },
  {
    reason: 'size-of-silences',
    theirs: (spec) =>
      mainContainer(spec, (container) =>
        mapFields(container, (field, value) =>
          field === 'args'
            ? (value as string[]).map((flag) =>
                flag.replace('.max-per-silence-bytes=', '.max-silence-size-bytes='),
              )
            : value,
        ),
      ),
  },
  {
    reason: 'version-gated',
    ours: (spec, { version }) => (isSupportedAlertmanager(version) ? spec : withoutNewer(spec)),
    theirs: (spec, { version }) => (isSupportedAlertmanager(version) ? spec : withoutNewer(spec)),
  },
];

/** What the CRD puts in, and the operator in another function than the one that is tested. */
function withDefaults(spec: Fields): Fields {
  const named = mainContainer(spec, (container) =>
    deep(
      mapFields(container, (field, value) =>
        field === 'args'
          ? (value as string[])
              .map((flag) => (flag === '--data.retention' ? '--data.retention=120h' : flag))
              .filter((flag) => !flag.startsWith('--cluster.label='))
          : value,
      ),
      (fields) =>
        'containerPort' in fields
          ? { name: 'web', ...fields }
          : mapFields(fields, (field, value) => (field === 'port' && value === '' ? 'web' : value)),
    ),
  );
  return withoutDefaults(named);
}

/** Without the volume of the data, where there is no claim, and what memory is asked for by default. */
function withoutDefaults(spec: Fields): Fields {
  const plain = mainContainer(spec, (container) =>
    mapFields(container, (field, value) =>
      field === 'args'
        ? (value as string[]).filter((flag) => !flag.startsWith('--cluster.label='))
        : field === 'resources' && same(value, { requests: { memory: '200Mi' } })
          ? undefined
          : value,
    ),
  );
  return pod(plain, (fields) =>
    mapFields(fields, (field, value) =>
      field === 'volumes'
        ? some((value as Fields[]).filter((each) => !same(each, { name: 'db', emptyDir: {} })))
        : value,
    ),
  );
}

/** A number alone is no duration. */
function withSeconds(spec: Fields): Fields {
  return mainContainer(spec, (container) =>
    mapFields(container, (field, value) =>
      field === 'args'
        ? (value as string[]).map((flag) => flag.replace(/^(--web\.timeout=\d+)$/, '$1s'))
        : value,
    ),
  );
}

/** The image follows from the release, and so do flags and the variable that one of them takes. */
function withoutNewer(spec: Fields): Fields {
  return mainContainer(spec, (container) =>
    withoutArgs(
      mapFields(without(container, 'image'), (field, value) =>
        field === 'env' ? some((value as Fields[]).filter(({ name }) => name !== 'POD_NAME')) : value,
      ),
      NEWER_FLAGS,
    ),
  );
}

function withoutReloaders(spec: Fields): Fields {
  return mainContainer(
    withoutContainers(spec, (name) => ['config-reloader', 'init-config-reloader'].includes(name)),
    (container) => withoutArgs(container, ['config.file']),
  );
}

function withoutConfiguration(spec: Fields): Fields {
  const others = (list: unknown): unknown =>
    some((list as Fields[]).filter(({ name }) => !CONFIGURATION.test(text(name))));
  const mounted = mainContainer(spec, (container) =>
    withoutArgs(
      mapFields(container, (field, value) => (field === 'volumeMounts' ? others(value) : value)),
      ['web.config.file', 'cluster.tls-config'],
    ),
  );
  return pod(mounted, (fields) =>
    mapFields(fields, (field, value) => (field === 'volumes' ? others(value) : value)),
  );
}

/** Where the data is mounted is compared, and not what its volume is called. */
function withoutData(spec: Fields): Fields {
  const named = (value: unknown): string => text(value).replace(/^alertmanager-.*-db$/, 'db');
  const mounted = mainContainer(spec, (container) =>
    mapFields(container, (field, value) =>
      field === 'volumeMounts'
        ? inOrder(
            (value as Fields[]).map((each) =>
              each.mountPath === '/alertmanager'
                ? { ...without(each, 'subPath'), name: named(each.name) }
                : each,
            ),
          )
        : value,
    ),
  );
  const claimed = mapFields(mounted, (field, value) =>
    field === 'volumeClaimTemplates'
      ? (value as Fields[]).map((each) => ({
          ...each,
          metadata: { ...(each.metadata as Fields), name: 'db' },
        }))
      : value,
  );
  return pod(claimed, (fields) =>
    mapFields(fields, (field, value) =>
      field === 'volumes'
        ? inOrder((value as Fields[]).map((each) => ({ ...each, name: named(each.name) })))
        : value,
    ),
  );
}

function argsOf(spec: Fields): readonly string[] {
  const { containers } = (spec.template as { readonly spec: { readonly containers: readonly Fields[] } })
    .spec;
  return (containers.find(({ name }) => name === 'alertmanager')?.args ?? []) as readonly string[];
}

function isAlone(spec: Fields): boolean {
  return argsOf(spec).includes('--cluster.listen-address=');
}

function withoutMeshPorts(spec: Fields): Fields {
  return mainContainer(spec, (container) =>
    mapFields(container, (field, value) =>
      field === 'ports' ? (value as Fields[]).filter(({ name }) => !text(name).startsWith('mesh-')) : value,
    ),
  );
}

/** Peers that the user added are compared. */
function withoutPeers(spec: Fields, own: RegExp): Fields {
  return mainContainer(spec, (container) =>
    mapFields(container, (field, value) =>
      field === 'args'
        ? (value as string[]).filter((flag) => !flag.startsWith('--cluster.peer=') || !own.test(flag))
        : value,
    ),
  );
}

function withPortNames(spec: Fields): Fields {
  return mainContainer(spec, (container) =>
    mapFields(container, (field, value) =>
      field === 'ports'
        ? inOrder(
            (value as Fields[]).map((port) => ({
              ...port,
              name: text(port.name).replace(/^mesh-(tcp|udp)$/, '$1-mesh'),
            })),
          )
        : value,
    ),
  );
}

/** Without how often and for how long an instance may not answer; where it is asked is compared. */
function withoutReadiness(spec: Fields): Fields {
  return mainContainer(spec, (container) =>
    mapFields(container, (field, value) => {
      if (!isRecord(value) || !field.endsWith('Probe')) {
        return value;
      }
      const { httpGet } = value;
      return { httpGet };
    }),
  );
}
