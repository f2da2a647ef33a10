import type { Fields, Objects } from './corpus';
import { mapFields, isRecord } from './walk';

/** A custom resource of the operator. */
export interface CustomResource {
  readonly metadata: {
    readonly name?: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec: Fields;
}

/** What stands in a cluster that the operator runs in. */
export interface Cluster {
  readonly prometheus?: CustomResource;
  readonly prometheusAgent?: CustomResource;
  readonly thanosRuler?: CustomResource;
  readonly alertmanagers?: readonly CustomResource[] | null;
  readonly serviceMonitors?: readonly CustomResource[] | null;
  readonly podMonitors?: readonly CustomResource[] | null;
  readonly probes?: readonly CustomResource[] | null;
  readonly scrapeConfigs?: readonly CustomResource[] | null;
  readonly prometheusRules?: readonly CustomResource[] | null;
  readonly secrets?: Objects | null;
  readonly configMaps?: Objects | null;

  /** What stands in the Secrets that the fields of these names refer to. */
  readonly additionalScrapeConfigs?: string;
  readonly additionalAlertRelabelConfigs?: string;
  readonly additionalAlertManagerConfigs?: string;
}

/** The Prometheus that everything is about. */
export function ownerOf({ prometheus, prometheusAgent }: Cluster): CustomResource | undefined {
  return prometheus ?? prometheusAgent;
}

/** The cluster with another spec of its Prometheus. */
export function withSpec(cluster: Cluster, change: (spec: Fields) => Fields): Cluster {
  const changed = (owner: CustomResource): CustomResource => ({ ...owner, spec: change(owner.spec) });
  return {
    ...cluster,
    ...(cluster.prometheus === undefined ? {} : { prometheus: changed(cluster.prometheus) }),
    ...(cluster.prometheusAgent === undefined ? {} : { prometheusAgent: changed(cluster.prometheusAgent) }),
  };
}

const KINDS = {
  prometheus: ['monitoring.coreos.com/v1', 'Prometheus'],
  prometheusAgent: ['monitoring.coreos.com/v1alpha1', 'PrometheusAgent'],
  thanosRuler: ['monitoring.coreos.com/v1', 'ThanosRuler'],
  alertmanagers: ['monitoring.coreos.com/v1', 'Alertmanager'],
  serviceMonitors: ['monitoring.coreos.com/v1', 'ServiceMonitor'],
  podMonitors: ['monitoring.coreos.com/v1', 'PodMonitor'],
  probes: ['monitoring.coreos.com/v1', 'Probe'],
  scrapeConfigs: ['monitoring.coreos.com/v1alpha1', 'ScrapeConfig'],
  prometheusRules: ['monitoring.coreos.com/v1', 'PrometheusRule'],
} as const;

const NATIVE = [
  'additionalScrapeConfigs',
  'additionalAlertRelabelConfigs',
  'additionalAlertManagerConfigs',
] as const;

/**
 * The cluster as a user has it in files. What no test of the operator needs, but every cluster has, is put in: names,
 * kinds, a Prometheus, and selectors that take what the case says is taken.
 */
export function documentsOf(cluster: Cluster): Fields[] {
  const whole = withSelectors(ownerOf(cluster) === undefined ? { ...cluster, prometheus: ALONE } : cluster);
  const resources = Object.entries(KINDS).flatMap(([field, [apiVersion, kind]]) =>
    [whole[field as keyof typeof KINDS] ?? []].flat().map(({ metadata, spec }) => ({
      apiVersion,
      kind,
      metadata: { ...metadata, name: nameOf(metadata) },
      spec: mapFields(spec, (field, value) =>
        field === 'thanos' ? mapFields(value as Fields, (_, each) => named(each)) : (value ?? undefined),
      ),
    })),
  );
  const { namespace = 'default' } = ownerOf(whole)?.metadata ?? {};
  const native = Object.fromEntries(
    NATIVE.filter((field) => cluster[field] !== undefined).map((field) => [field, cluster[field]!]),
  );
  return [
    ...resources,
    ...contents('Secret', {
      ...cluster.secrets,
      ...(Object.keys(native).length > 0 ? { [`${namespace}/native`]: native } : {}),
    }),
    ...contents('ConfigMap', cluster.configMaps ?? {}),
  ];
}

/** References to keys of Secrets without a name. */
function named(value: unknown): unknown {
  return isRecord(value) && typeof value.key === 'string' ? { name: 'test', ...value } : value;
}

const ALONE: CustomResource = { metadata: { name: 'test', namespace: 'default' }, spec: {} };

function nameOf({ name = '' }: CustomResource['metadata']): string {
  return name === '' ? 'test' : name;
}

function withSelectors(cluster: Cluster): Cluster {
  return withSpec(cluster, (spec) => {
    const kinds =
      spec.mode === 'DaemonSet' ? ['podMonitor'] : ['serviceMonitor', 'podMonitor', 'probe', 'scrapeConfig'];
    const all = [...kinds, ...(cluster.prometheus === undefined ? [] : ['rule'])];
    const others = mapFields(spec, (field, value) =>
      /^\w+(Namespace)?Selector$/.test(field) && field !== 'nodeSelector' ? undefined : value,
    );
    return {
      ...others,
      ...Object.fromEntries(
        all.flatMap((kind) => [
          [`${kind}Selector`, {}],
          [`${kind}NamespaceSelector`, {}],
        ]),
      ),
      ...Object.fromEntries(
        NATIVE.filter((field) => cluster[field] !== undefined).map((field) => [
          field,
          { name: 'native', key: field },
        ]),
      ),
    };
  });
}

export function contents(kind: string, objects: Objects): Fields[] {
  return Object.entries(objects).map(([place, data]) => {
    const [namespace, name] = place.split('/');
    const texts = mapFields(data, (_, value) => (typeof value === 'string' ? value : 'PEM'));
    return {
      apiVersion: 'v1',
      kind,
      metadata: { name, namespace },
      ...(kind === 'Secret' ? { stringData: texts } : { data: texts }),
    };
  });
}
