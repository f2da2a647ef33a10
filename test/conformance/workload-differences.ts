import type { Difference } from './difference';
import type { Fields } from './corpus';
import { isSupported } from './versions';
import { deep, isRecord, mapFields, same, sorted, text, without } from './walk';

/** The containers that everything is about. */
const MAIN = ['prometheus', 'alertmanager'];

const RELOADERS = ['config-reloader', 'init-config-reloader'];

/** What a pod mounts to be configured: by the operator, and by us. */
const CONFIGURATION =
  /^(config|config-out|tls-assets|web-config|rules|user-rules|checked-rules|node-config|prometheus-.*-rulefiles-\d+|web-config-tls-.*|(secret|configmap)-.*)$/;

/** Flags that older releases have, that newer ones have as fields of the configuration, and that only newer ones have. */
const OLD_FLAGS = [
  'agent',
  'enable-feature',
  'query.max-samples',
  'storage.tsdb.allow-overlapping-blocks',
  'storage.tsdb.retention',
  'storage.tsdb.retention.size',
  'storage.tsdb.retention.time',
  'storage.tsdb.wal-compression',
  'storage.agent.wal-compression',
  'no-storage.tsdb.wal-compression',
  'web.console.libraries',
  'web.console.templates',
  'web.enable-remote-write-receiver',
  'web.remote-write-receiver.accepted-protobuf-messages',
];

/** How the operator keeps a server from compacting what the sidecar uploads. */
const THANOS_FLAGS = [
  'no-storage.tsdb.allow-overlapping-compaction',
  'storage.tsdb.delay-compact-file.path',
  'storage.tsdb.max-block-duration',
  'storage.tsdb.min-block-duration',
];

const OUR_LABELS = /^(app\.kubernetes\.io|operator\.prometheus\.io)\/|^(prometheus|alertmanager)$/;

/** Every difference between our pods and the operator's; there are to be no others. */
export const WORKLOAD_DIFFERENCES: readonly Difference[] = [
  {
    reason: 'no-reloader',
    theirs: (spec) =>
      mainContainer(
        withoutContainers(spec, (name) => RELOADERS.includes(name)),
        (container) => withoutArgs(container, ['config.file', 'web.enable-lifecycle']),
      ),
    ours: (spec) =>
      mainContainer(spec, (container) =>
        withoutArgs(without(container, 'env'), [
          'config.file',
          'config.auto-reload',
          'config.auto-reload-interval',
        ]),
      ),
  },
  {
    reason: 'rules-of-users-are-checked',
    ours: (spec) => withoutContainers(spec, (name) => name.endsWith('user-rules-check')),
  },
  { reason: 'configuration-in-config-maps', theirs: withoutConfiguration, ours: withoutConfiguration },
  { reason: 'own-labels', theirs: withoutLabels, ours: withoutLabels },
  {
    reason: 'token-only-where-needed',
    theirs: (spec) => pod(spec, (fields) => without(fields, 'automountServiceAccountToken')),
    ours: (spec, { spec: given }) =>
      pod(spec, (fields) => {
        const rest = without(fields, 'automountServiceAccountToken');
        return given.serviceAccountName === undefined ? without(rest, 'serviceAccountName') : rest;
      }),
  },
  {
    reason: 'restricted-pods',
    ours: (spec, { spec: given }) =>
      pod(spec, (fields) =>
        mapFields(fields, (field, value) => {
          if (field === 'enableServiceLinks' && given.enableServiceLinks === undefined) {
            return undefined;
          }
          return field === 'securityContext' ? given.securityContext : value;
        }),
      ),
  },
  {
    reason: 'spread-by-default',
    ours: (spec, { spec: given }) =>
      pod(spec, (fields) =>
        mapFields(fields, (field, value) =>
          (field === 'affinity' || field === 'topologySpreadConstraints') && given[field] === undefined
            ? undefined
            : value,
        ),
      ),
  },
  { reason: 'spread-of-own-pods', theirs: withoutSelectors, ours: withoutSelectors },
  { reason: 'data-in-sub-path', theirs: withoutData, ours: withoutData },
  {
    reason: 'linux-nodes',
    ours: (spec, { spec: given }) =>
      given.nodeSelector === undefined
        ? pod(spec, ({ nodeSelector, ...fields }) => {
            const chosen = without((nodeSelector ?? {}) as Fields, 'kubernetes.io/os');
            return Object.keys(chosen).length === 0 ? fields : { ...fields, nodeSelector: chosen };
          })
        : spec,
  },
  {
    reason: 'frequent-startup-probe',
    theirs: withStartupSeconds,
    ours: withStartupSeconds,
  },
  {
    reason: 'retention-of-no-claims',
    theirs: (spec, { spec: given }) =>
      given.storage === undefined ? without(spec, 'persistentVolumeClaimRetentionPolicy') : spec,
  },
  {
    reason: 'pods-of-a-node',
    theirs: withoutNodePods,
    ours: withoutNodePods,
  },
  {
    reason: 'version-gated',
    theirs: (spec, { version }) => (isSupported(version) ? spec : mainContainer(spec, withoutOldFlags)),
    ours: (spec, { version }) => (isSupported(version) ? spec : mainContainer(spec, withoutOldFlags)),
  },
  { reason: 'thanos-sidecar', ours: withoutSidecarFiles, theirs: withoutSidecarFiles },
  {
    reason: 'thanos-version',
    ours: (spec, { spec: given, version }) => withoutThanosRelease(spec, given, version),
    theirs: (spec, { spec: given, version }) => withoutThanosRelease(spec, given, version),
  },
];

/** Flags of the sidecar that say where its files are, and how long it waits for a start. */
const SIDECAR_FILES = [
  'objstore.config',
  'objstore.config-file',
  'tracing.config',
  'tracing.config-file',
  'prometheus.http-client-file',
  'prometheus.ready_timeout',
  'shipper.meta-file-name',
  'shipper.ignore-unequal-block-size',
];

/** The sidecar without its probes, files and mounts: what it uploads, and by which addresses, is compared. */
function withoutSidecarFiles(spec: Fields): Fields {
  const changed = sidecar(spec, (container) => {
    const { readinessProbe: _ready, livenessProbe: _live, env: _env, ...rest } = container;
    return mapFields(withoutArgs(rest, SIDECAR_FILES), (field, value) => {
      switch (field) {
        case 'args':
          return inOrder(sidecarArgs(value as string[]));
        case 'image':
          // Without a `v` in the version the operator writes none into the image.
          return text(value).replace(':v', ':');
        case 'ports':
          return inOrder((value as Fields[]).map((port) => without(port, 'protocol')));
        case 'volumeMounts':
          return some((value as Fields[]).filter(({ mountPath }) => !SIDECAR_MOUNTS.test(text(mountPath))));
        default:
          return value;
      }
    });
  });
  return changed === spec ? spec : withoutVolume(changed, /^thanos-/);
}

const SIDECAR_MOUNTS = /^\/(etc\/(thanos|prometheus)\/|prometheus$)/;

/** Without a certificate there is no TLS, whatever else is said of it; a sidecar that only listens to itself is refused by name. */
function sidecarArgs(args: readonly string[]): string[] {
  const hasCertificate = args.some((arg) => arg.startsWith('--grpc-server-tls-cert='));
  return args
    .filter((arg) => hasCertificate || !arg.startsWith('--grpc-server-tls-'))
    .map((arg) => arg.replace(/^(--prometheus\.url=.*)\/$/, '$1').replace('=127.0.0.1:', '=:'));
}

/** An older Thanos, or an older Prometheus beside it: its image, and the flags that it does not know. */
function withoutThanosRelease(spec: Fields, given: Fields, version: string | undefined): Fields {
  const thanos = given.thanos as Fields | undefined;
  if (thanos === undefined || (isSupported(version) && /^v?0\.42\./.test(text(thanos.version ?? '0.42.4')))) {
    return spec;
  }
  const changed = sidecar(spec, (container) =>
    withoutArgs(without(container, 'image'), ['grpc-server-tls-ciphers', 'grpc-server-tls-curves']),
  );
  return mainContainer(changed, (container) => withoutArgs(container, THANOS_FLAGS));
}

function sidecar(spec: Fields, change: (container: Fields) => Fields): Fields {
  const { containers = [] } = (spec.template as Fields).spec as { containers?: Fields[] };
  return containers.some(({ name }) => name === 'thanos-sidecar')
    ? pod(spec, (fields) => ({
        ...fields,
        containers: containers.map((each) => (each.name === 'thanos-sidecar' ? change(each) : each)),
      }))
    : spec;
}

/** The image and the flags follow from the release. */
function withoutOldFlags(container: Fields): Fields {
  return without(withoutArgs(without(container, 'image'), OLD_FLAGS), 'env', (list) =>
    JSON.stringify(list).includes('GOGC'),
  );
}

export function withoutVolume(spec: Fields, name: RegExp): Fields {
  return pod(spec, (fields) =>
    mapFields(fields, (field, value) =>
      field === 'volumes' ? some((value as Fields[]).filter((each) => !name.test(text(each.name)))) : value,
    ),
  );
}

/** A list that has something in it. */
export function some(list: readonly Fields[]): readonly Fields[] | undefined {
  return list.length === 0 ? undefined : list;
}

/** How long a start may take, instead of how often is looked. */
function withStartupSeconds(spec: Fields): Fields {
  return mainContainer(spec, (container) =>
    mapFields(container, (field, value) => {
      const { periodSeconds, failureThreshold, ...probe } = value as Fields;
      return field === 'startupProbe'
        ? { ...probe, seconds: Number(periodSeconds) * Number(failureThreshold) }
        : value;
    }),
  );
}

/** Without what an agent per node has to know the name of its node, keeps in memory, and is replaced by. */
function withoutNodePods(spec: Fields): Fields {
  if ('replicas' in spec || 'podManagementPolicy' in spec) {
    return spec;
  }
  const { updateStrategy: _updateStrategy, ...rest } = withoutVolume(
    withoutContainers(spec, (name) => name.includes('node')),
    /-db$|^db$/,
  );
  return mainContainer(rest, (container) =>
    mapFields(container, (field, value) =>
      field === 'volumeMounts'
        ? some((value as Fields[]).filter(({ mountPath }) => mountPath !== '/prometheus'))
        : value,
    ),
  );
}

/** A pod without what makes no difference to Kubernetes: the order of flags, ports, mounts; empty lists; defaults. */
export function canonicalWorkload(spec: Fields): Fields {
  return deep(spec, (fields) =>
    mapFields(fields, (field, value) => {
      if (
        (isRecord(value) || Array.isArray(value)) &&
        Object.keys(value).length === 0 &&
        field !== 'emptyDir'
      ) {
        return undefined;
      }
      if (
        field === 'persistentVolumeClaimRetentionPolicy' &&
        same(value, { whenDeleted: 'Retain', whenScaled: 'Retain' })
      ) {
        return undefined;
      }
      if (field === 'apiVersion' && value === 'v1' && 'fieldPath' in fields) {
        return undefined;
      }
      if (field === 'shareProcessNamespace' && value === false) {
        return undefined;
      }
      return SORTED.includes(field) && Array.isArray(value) ? inOrder(value.flatMap(eachValue)) : value;
    }),
  );
}

export function inOrder(list: readonly unknown[]): unknown[] {
  return list.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** This flag may be repeated, or have several values. */
function eachValue(argument: unknown): unknown[] {
  const [, flag = '', values = ''] =
    /^(--[\w.-]+accepted-protobuf-messages)=(.+,.+)$/.exec(text(argument)) ?? [];
  return flag === '' ? [argument] : values.split(',').map((value) => `${flag}=${value}`);
}

const SORTED = ['args', 'volumes', 'volumeMounts', 'ports', 'env'];

export function pod(spec: Fields, change: (pod: Fields) => Fields): Fields {
  const template = spec.template as Fields;
  return { ...spec, template: { ...template, spec: change(template.spec as Fields) } };
}

export function withoutContainers(spec: Fields, isOther: (name: string) => boolean): Fields {
  return pod(spec, (fields) =>
    mapFields(fields, (field, value) => {
      if (field !== 'containers' && field !== 'initContainers') {
        return value;
      }
      const rest = (value as Fields[]).filter(({ name }) => !isOther(text(name)));
      return rest.length === 0 ? undefined : rest;
    }),
  );
}

export function mainContainer(spec: Fields, change: (container: Fields) => Fields): Fields {
  return pod(spec, (fields) => ({
    ...fields,
    containers: (fields.containers as Fields[]).map((each) =>
      MAIN.includes(text(each.name)) ? change(each) : each,
    ),
  }));
}

export function withoutArgs(container: Fields, flags: readonly string[]): Fields {
  return mapFields(container, (field, value) =>
    field === 'args'
      ? (value as string[]).filter((arg) => !flags.includes(arg.replace(/^--/, '').split('=')[0]!))
      : value,
  );
}

function withoutConfiguration(spec: Fields): Fields {
  const others = (list: unknown): unknown => {
    const rest = (list as Fields[]).filter(({ name }) => !CONFIGURATION.test(text(name)));
    return rest.length === 0 ? undefined : rest;
  };
  const mounted = mainContainer(spec, (container) =>
    withoutArgs(
      mapFields(container, (field, value) => (field === 'volumeMounts' ? others(value) : value)),
      ['web.config.file'],
    ),
  );
  return pod(mounted, (fields) =>
    mapFields(fields, (field, value) => (field === 'volumes' ? others(value) : value)),
  );
}

/** Without the labels by which pods are found, and the name of the Service that finds them. */
export function withoutLabels({ selector: _selector, serviceName: _serviceName, ...spec }: Fields): Fields {
  const template = spec.template as Fields;
  const metadata = mapFields(template.metadata as Fields, (field, value) => {
    const rest =
      field === 'labels'
        ? mapFields(value as Fields, (label, each) => (OUR_LABELS.test(label) ? undefined : each))
        : (value as Fields);
    return Object.keys(rest).length === 0 ? undefined : rest;
  });
  return { ...spec, template: { ...template, metadata } };
}

/** Constraints without the labels of the pods that they are about, which follow from the selector. */
export function withoutSelectors(spec: Fields): Fields {
  return pod(spec, (fields) =>
    mapFields(fields, (field, value) =>
      field === 'topologySpreadConstraints'
        ? (value as Fields[]).map((each) => without(each, 'labelSelector'))
        : value,
    ),
  );
}

/** Without the volume of the data: where it is mounted is compared. */
function withoutData(spec: Fields): Fields {
  const named = (value: unknown): unknown => text(value).replace(/^prom(etheus|-agent)-.*-db$/, 'db');
  const mounted = mainContainer(spec, (container) =>
    mapFields(container, (field, value) =>
      field === 'volumeMounts'
        ? inOrder(
            (value as Fields[]).map((each) =>
              each.mountPath === '/prometheus'
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
