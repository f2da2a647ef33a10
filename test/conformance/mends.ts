import type { Problem } from '../../lib/problems';
import { ownerOf, withSpec, type Cluster, type CustomResource } from './cluster';
import type { Difference } from './difference';
import type { Fields } from './corpus';
import type { ReasonId } from './reasons';
import { deep, mapFields, text, without } from './walk';

/** Something that we refuse and the operator does not. */
export interface Refusal {
  readonly reason: ReasonId;

  /** Whether a problem of ours is about this. */
  readonly is: (problem: Problem) => boolean;

  /**
   * The case without it, so that the rest can be compared. Absent where nothing would be left of the case.
   */
  readonly mend?: (cluster: Cluster) => Cluster;

  /** Takes out what the operator writes for it, and what we write for what was put in its place. */
  readonly difference?: Omit<Difference, 'reason'>;
}

/** Stands for targets in cases that have none: theirs test one field, ours must be whole. */
const PLACEHOLDER = 'placeholder.invalid';

/** Native names of secrets that Prometheus reads from its configuration only. */
const KEYS = ['access_key', 'secret_key'];

/** Everything that we refuse and the operator does not; there is to be nothing else. */
export const REFUSALS: readonly Refusal[] = [
  // Only what is read names its field from the top of the resource.
  {
    reason: 'crd',
    is: ({ field, code }) =>
      (field ?? 'spec').startsWith('spec') && ['value', 'type', 'rule', 'required'].includes(code),
  },
  {
    reason: 'proxy-headers',
    is: ({ code, field }) => code === 'no-file-twin' && field?.endsWith('proxyConnectHeader') === true,
    mend: (cluster) => deep(cluster, (fields) => without(fields, 'proxyConnectHeader')),
    difference: { theirs: (config) => deep(config, (fields) => without(fields, 'proxy_connect_header')) },
  },
  {
    reason: 'aws-keys',
    is: ({ code, field }) => code === 'no-file-twin' && /\.(accessKey|secretKey)$/.test(field ?? ''),
    mend: (cluster) => deep(cluster, (fields) => without(without(fields, 'accessKey'), 'secretKey')),
    difference: {
      theirs: (config) =>
        deep(config, (fields) => mapFields(fields, (key, value) => (KEYS.includes(key) ? undefined : value))),
    },
  },
  {
    reason: 'no-file-twin',
    // The shape of the props says so a second time.
    is: ({ code, field }) => code === 'no-file-twin' || field?.endsWith('azureAd.oauth') === true,
  },
  {
    reason: 'topology-values',
    is: ({ code, field }) => code === 'incomplete' && field === 'shardingStrategy.topology.values',
  },
  {
    reason: 'zone-chosen-twice',
    is: ({ code, field }) => code === 'contradiction' && field === 'nodeSelector.topology.kubernetes.io/zone',
  },
  {
    reason: 'thanos-version',
    is: ({ field, complaint }) =>
      field?.endsWith('thanos.version') === true && complaint.endsWith('that is supported'),
    mend: (cluster) =>
      withSpec(cluster, (spec) =>
        mapFields(spec, (field, value) => (field === 'thanos' ? without(value as Fields, 'version') : value)),
      ),
  },
  {
    reason: 'field-without-prop',
    is: ({ code, field }) => code === 'not-supported' && /^spec\.thanos\.\w+$/.test(field ?? ''),
    mend: (cluster) =>
      withSpec(cluster, (spec) =>
        mapFields(spec, (field, value) =>
          field === 'thanos'
            ? mapFields(value as Fields, (inner, each) => (inner.endsWith('istenLocal') ? undefined : each))
            : value,
        ),
      ),
  },
  {
    reason: 'named-instances',
    is: ({ code, field }) => code === 'not-supported' && (field ?? '').includes('alertmanagers'),
    mend: withAlertmanagers,
  },
  { reason: 'field-without-prop', is: ({ code }) => code === 'not-supported' },
  {
    reason: 'no-targets',
    is: ({ complaint, field }) => complaint === 'has no targets' && field !== 'targets',
    mend: (cluster) => ({ ...cluster, scrapeConfigs: cluster.scrapeConfigs?.map(withTargets) ?? null }),
    difference: {
      ours: (config) =>
        jobs(config, (job) =>
          without(job, 'static_configs', (list) => JSON.stringify(list).includes(PLACEHOLDER)),
        ),
      theirs: (config) =>
        jobs(config, (job) =>
          without(job, 'static_configs', (list) => (list as Fields[]).every(hasNoTargets)),
        ),
    },
  },
  {
    reason: 'probe-of-nothing',
    is: ({ field }) => field === 'targets.staticConfig.static',
    mend: (cluster) => ({ ...cluster, probes: cluster.probes?.map(withProbed) ?? null }),
    difference: {
      ours: (config) =>
        deep(config, (fields) =>
          without(fields, 'targets', (list) => JSON.stringify(list).includes(PLACEHOLDER)),
        ),
    },
  },
  {
    reason: 'probe-of-nothing',
    is: ({ field, complaint }) => field === 'targets' && complaint === 'names none',
  },
  {
    reason: 'bare-ipv6',
    is: ({ field, complaint, value }) =>
      field === 'prober.url' && complaint.startsWith('is not a host') && text(value).includes('::'),
  },
  {
    reason: 'api-server-settings',
    is: ({ field, complaint }) =>
      field?.startsWith('kubernetesSDConfigs') === true && complaint === 'has no meaning without apiServer',
  },
  {
    reason: 'two-kinds-of-targets',
    is: ({ field, complaint }) =>
      field === 'targets' && complaint === 'has staticConfig and ingress, of which only one can hold',
  },
  {
    reason: 'limits-above-enforced',
    is: ({ code }) => code === 'policy',
    mend: (cluster) =>
      Object.fromEntries(
        Object.entries(cluster).map(([kind, value]) => [
          kind,
          MONITORS.includes(kind) ? withoutLimits(value, cluster) : (value as unknown),
        ]),
      ),
  },
  {
    reason: 'endpoint-without-port',
    is: ({ complaint }) => complaint.startsWith('names no port'),
  },
  {
    reason: 'two-ports',
    is: ({ field, complaint }) =>
      (field ?? '').startsWith('podMetricsEndpoints') &&
      /has port|is not (a|the name of a) port/.test(complaint),
  },
  { reason: 'field-without-prop', is: ({ code }) => code === 'unknown-field' },
  {
    reason: 'keepequal-regex',
    is: ({ field, complaint }) =>
      field?.endsWith('.regex') === true &&
      /^cannot be set with the action "(keep|drop)equal"$/.test(complaint),
  },
  {
    reason: 'empty-key',
    is: ({ field, complaint }) =>
      /^is not a key of a (Secret|ConfigMap)$/.test(complaint) ||
      (complaint === 'is missing' && field?.endsWith('.key') === true),
  },
  {
    reason: 'label-written-twice',
    is: ({ field, code }) => field === 'externalLabels' && code === 'contradiction',
    mend: (cluster) => withSpec(cluster, (spec) => ({ ...spec, externalLabels: withoutOurs(spec) })),
  },
];

const MONITORS = ['serviceMonitors', 'podMonitors', 'probes', 'scrapeConfigs'];

const LIMITS = {
  sampleLimit: 'enforcedSampleLimit',
  targetLimit: 'enforcedTargetLimit',
  labelLimit: 'enforcedLabelLimit',
  labelNameLengthLimit: 'enforcedLabelNameLengthLimit',
  labelValueLengthLimit: 'enforcedLabelValueLengthLimit',
  keepDroppedTargets: 'enforcedKeepDroppedTargets',
  bodySizeLimit: 'enforcedBodySizeLimit',
} as const;

/** Monitors without the limits that their Prometheus enforces. */
function withoutLimits(monitors: unknown, { prometheus, prometheusAgent }: Cluster): unknown {
  const { spec } = (prometheus ?? prometheusAgent)!;
  const enforced = Object.entries(LIMITS).filter(([, field]) => field in spec);
  return (monitors as readonly CustomResource[] | null)?.map((monitor) => ({
    ...monitor,
    spec: enforced.reduce<Fields>((rest, [limit]) => without(rest, limit), monitor.spec),
  }));
}

/** With the Alertmanagers that a Prometheus names: then each of their instances is. */
function withAlertmanagers(cluster: Cluster): Cluster {
  const { metadata, spec } = ownerOf(cluster)!;
  const { alertmanagers = [] } = (spec.alerting ?? {}) as { readonly alertmanagers?: readonly Fields[] };
  return {
    ...cluster,
    alertmanagers: alertmanagers.map(({ name, namespace = metadata.namespace }) => ({
      metadata: { name: text(name).replace(/^alertmanager-/, ''), namespace: text(namespace) },
      spec: { serviceName: name },
    })),
  };
}

function withTargets(resource: CustomResource): CustomResource {
  const { staticConfigs, ...spec } = resource.spec;
  const lists = Object.entries(spec).filter(
    ([field, list]) => field.endsWith('SDConfigs') && Array.isArray(list),
  );
  const targets = staticConfigs as Fields[] | undefined;
  return lists.length > 0 || targets?.some((each) => !hasNoTargets(each)) === true
    ? resource
    : { ...resource, spec: { ...spec, staticConfigs: [{ targets: [PLACEHOLDER] }] } };
}

function withProbed(probe: CustomResource): CustomResource {
  const { targets = {} } = probe.spec as { readonly targets?: Fields };
  const staticConfig = targets.staticConfig as Fields | undefined;
  const others = { ...staticConfig, static: [PLACEHOLDER] };
  return { ...probe, spec: { ...probe.spec, targets: { ...targets, staticConfig: others } } };
}

function hasNoTargets({ targets }: Fields): boolean {
  return ((targets as unknown[] | undefined) ?? []).length === 0;
}

/** External labels without those that the operator overwrites. */
function withoutOurs({
  externalLabels,
  replicaExternalLabelName: replica = 'prometheus_replica',
  prometheusExternalLabelName: prometheus = 'prometheus',
}: Fields): Fields {
  return without(without(externalLabels as Fields, text(replica)), text(prometheus));
}

function jobs(config: Fields, change: (job: Fields) => Fields): Fields {
  const list = config.scrape_configs as Fields[] | undefined;
  return list === undefined ? config : { ...config, scrape_configs: list.map(change) };
}
