import { Chart, type App } from 'cdk8s';
import { parse } from 'yaml';
import type { OperatorObject } from '../../lib/operator';
import { Prometheus, PrometheusAgent, type PrometheusProps } from '../../lib/prometheus';
import { PrometheusRule, type PrometheusRuleProps } from '../../lib/rules';
import { PodMonitor, Probe, ScrapeConfig, ServiceMonitor } from '../../lib/scrape';
import type { Cluster } from './app';
import type { Fields, Objects } from './corpus';
import { deep, isRecord, mapEntries, mapFields, text } from './walk';

/**
 * Resources as constructs. Stands in for the conversion of the importer: props are called as in the operator's
 * resources, so that there is little to it.
 */
export function construct(
  app: App,
  objects: readonly OperatorObject[],
  cluster: Cluster,
  override: Partial<PrometheusProps>,
): void {
  const chart = new Chart(app, 'chart');
  const owner = objects.find(({ kind }) => kind === 'Prometheus' || kind === 'PrometheusAgent');
  const context: Context = {
    prometheus: owner?.metadata.namespace ?? 'default',
    secrets: cluster.secrets ?? {},
    configMaps: cluster.configMaps ?? {},
  };
  constructOwner(chart, owner, context, { ...natives(cluster), ...override });
  for (const { kind, metadata, spec } of objects) {
    const place = { name: metadata.name, namespace: metadata.namespace, labels: metadata.labels };
    const id = `${kind}-${place.namespace}-${place.name}`;
    if (kind in MONITORS) {
      const Construct = MONITORS[kind as keyof typeof MONITORS] as unknown as Constructor;
      new Construct(chart, id, { ...(asProps(spec, place.namespace, context) as Fields), ...place });
    } else if (kind === 'PrometheusRule') {
      new PrometheusRule(chart, id, { ...(asRules(spec) as unknown as PrometheusRuleProps), ...place });
    }
  }
}

type Constructor = new (scope: Chart, id: string, props: object) => unknown;

interface Context {
  /** Namespace of the Prometheus. */
  readonly prometheus: string;
  readonly secrets: Objects;
  readonly configMaps: Objects;
}

const MONITORS = { ServiceMonitor, PodMonitor, Probe, ScrapeConfig };

const ALL = {};

/** The cases name what is selected; what their selectors say is not looked at. */
const TAKES_ALL = {
  serviceMonitorSelector: ALL,
  serviceMonitorNamespaceSelector: ALL,
  podMonitorSelector: ALL,
  podMonitorNamespaceSelector: ALL,
  probeSelector: ALL,
  probeNamespaceSelector: ALL,
  scrapeConfigSelector: ALL,
  scrapeConfigNamespaceSelector: ALL,
};

const { podMonitorSelector, podMonitorNamespaceSelector } = TAKES_ALL;

/** All that an agent per node takes. */
const TAKES_PODS = { podMonitorSelector, podMonitorNamespaceSelector };

/** An image in the parts that were its fields before there was one. */
function imageOf({ image, baseImage, tag, sha, version }: Fields): Pick<PrometheusProps, 'image'> {
  if (text(image) !== '' || [baseImage, tag, sha].every((part) => text(part) === '')) {
    return {};
  }
  const base = text(baseImage) === '' ? 'quay.io/prometheus/prometheus' : text(baseImage);
  const last = text(tag) === '' ? text(version) : text(tag);
  return { image: text(sha) === '' ? `${base}:${last}` : `${base}@sha256:${text(sha)}` };
}

/** Fields of a Prometheus that have no prop. */
const WITHOUT_PROP = [
  'baseImage',
  'sha',
  'tag',
  'mode',
  'shards',
  'shardingStrategy',
  'shardRetentionPolicy',
  'thanos',
  'paused',
];

function constructOwner(
  chart: Chart,
  owner: OperatorObject | undefined,
  context: Context,
  override: Partial<PrometheusProps>,
): void {
  const { alerting, web, podMetadata, ...spec } = mapFields(owner?.spec ?? {}, (field, value) =>
    WITHOUT_PROP.includes(field) ? undefined : value,
  );
  const props = {
    ...(asProps(spec, context.prometheus, context) as PrometheusProps),
    ...(alerting === undefined ? {} : { alerting: asAlerting(alerting as Fields, context) }),
    ...(podMetadata === undefined ? {} : { podMetadata: asPodMetadata(podMetadata as Fields) }),
    ...(web === undefined ? {} : { web: asWeb(asProps(web, context.prometheus, context) as Fields) }),
    name: owner?.metadata.name ?? 'test',
    namespace: context.prometheus,
    storage: (spec.storage as PrometheusProps['storage']) ?? { emptyDir: {} },
    selfMonitoring: false as const,
    // Theirs is Endpoints unless the user asks for EndpointSlice.
    serviceDiscoveryRole: (spec.serviceDiscoveryRole ?? 'Endpoints') as 'Endpoints',
    ...(owner?.spec.mode === 'DaemonSet' ? { mode: 'DaemonSet' as const, ...TAKES_PODS } : TAKES_ALL),
    ...imageOf(owner?.spec ?? {}),
    ...override,
  };
  if (owner?.kind === 'PrometheusAgent') {
    new PrometheusAgent(chart, 'owner', props);
  } else {
    new Prometheus(chart, 'owner', { ...props, ruleSelector: ALL, ruleNamespaceSelector: ALL });
  }
}

/** What the operator reads from Secrets in its own format. */
function natives(cluster: Cluster): Partial<PrometheusProps> {
  const given = cluster as unknown as Readonly<Record<string, string | undefined>>;
  return Object.fromEntries(
    ['additionalScrapeConfigs', 'additionalAlertRelabelConfigs', 'additionalAlertManagerConfigs']
      .filter((field) => given[field] !== undefined)
      .map((field) => [field, parse(given[field]!) as unknown]),
  );
}

/** A Service of Alertmanagers is discovered there; here it is named. */
function asAlerting(
  { alertmanagers, ...rest }: Fields,
  context: Context,
): NonNullable<PrometheusProps['alerting']> {
  const targets = ((alertmanagers as readonly Fields[] | null) ?? []).map(
    ({ namespace, name, port, apiVersion: _apiVersion, ...others }) => ({
      ...(asProps(others, context.prometheus, context) as Fields),
      targets: [`${text(name)}.${text(namespace ?? context.prometheus)}.svc:${String(port)}`],
    }),
  );
  return { ...rest, alertmanagers: targets };
}

/** Labels by which we find the pods are ours to write. */
const OUR_LABELS = ['app.kubernetes.io/name', 'app.kubernetes.io/instance', 'app.kubernetes.io/component'];

function asPodMetadata(metadata: Fields): NonNullable<PrometheusProps['podMetadata']> {
  const { labels = {}, annotations } = metadata as NonNullable<PrometheusProps['podMetadata']>;
  const own = Object.fromEntries(Object.entries(labels).filter(([label]) => !OUR_LABELS.includes(label)));
  return { labels: own, ...(annotations === undefined ? {} : { annotations }) };
}

const HEADERS: Readonly<Record<string, string>> = {
  contentSecurityPolicy: 'Content-Security-Policy',
  strictTransportSecurity: 'Strict-Transport-Security',
  xContentTypeOptions: 'X-Content-Type-Options',
  xFrameOptions: 'X-Frame-Options',
  xXSSProtection: 'X-XSS-Protection',
};

function asWeb(web: Fields): Fields {
  const names: Readonly<Record<string, string>> = { client_ca: 'clientCa', clientCAFile: 'clientCaFile' };
  return deep(web, (fields) =>
    mapEntries(fields, (field, value) => {
      const header = HEADERS[field];
      return header === undefined
        ? [names[field] ?? field, value]
        : [header, field.endsWith("Options") ? text(value).toLowerCase() : value];
    }),
  );
}

/** Fields of rules are spelt as in rule files; a strategy for Thanos is none of Prometheus. */
function asRules(spec: Fields): Fields {
  const names: Readonly<Record<string, string>> = {
    keep_firing_for: 'keepFiringFor',
    query_offset: 'queryOffset',
  };
  return deep(spec, (fields) =>
    mapFields(
      mapEntries(fields, (field, value) => [names[field] ?? field, value]),
      (field, value) => (field === 'partial_response_strategy' ? undefined : value),
    ),
  );
}

/** Fields that mean nothing to any release of Prometheus that we support, or to Kubernetes. */
const FORGOTTEN = ['maxRetries', 'additionalLabelSelectors'];

const QUANTITIES = ['samplingFraction', 'staleSeriesCompactionThreshold', 'nativeHistogramMinBucketFactor'];
const WORDS = ['scheme', 'action', 'availability'];

/**
 * A spec in the words of our props. Secrets are where the pods are, what the operator reads from a Secret although
 * it is none is written out, words are spelt in one way, and quantities of Kubernetes are numbers.
 */
function asProps(value: unknown, namespace: string, context: Context): unknown {
  if (Array.isArray(value)) {
    return value.map((item) => asProps(item, namespace, context));
  }
  if (!isRecord(value)) {
    return value;
  }
  if (typeof value.name === 'string' && typeof value.key === 'string') {
    return { ...value, namespace: context.prometheus };
  }
  return mapFields(value, (field, inner) => asProp(field, inner, namespace, context));
}

function asProp(field: string, value: unknown, namespace: string, context: Context): unknown {
  if (isAbsent(field, value) || FORGOTTEN.includes(field)) {
    return undefined;
  }
  if (field === 'clientId' && isRecord(value)) {
    return contentOf(value, namespace, context);
  }
  if (QUANTITIES.includes(field)) {
    return quantity(String(value));
  }
  if (field === 'metadataConfig') {
    // In Go an absent switch is off; upstream it is on.
    return { send: false, ...(value as Fields) };
  }
  if (field === 'staticConfig' && isRecord(value)) {
    return { static: [], ...(asProps(value, namespace, context) as Fields) };
  }
  return WORDS.includes(field) && typeof value === 'string'
    ? value.toLowerCase()
    : asProps(value, namespace, context);
}

function quantity(value: string): number {
  return value.endsWith('m') ? Number(value.slice(0, -1)) / 1000 : Number(value);
}

/** Go writes down what is not there. An empty selector, on the other hand, says a lot. */
function isAbsent(field: string, value: unknown): boolean {
  const empty =
    JSON.stringify(value) === '{}' && ['ca', 'cert', 'client_ca', 'authorization'].includes(field);
  return empty || (value === '' && field !== 'replacement') || value === null;
}

/** What stands in a Secret or ConfigMap of the case. */
function contentOf(reference: Fields, namespace: string, { secrets, configMaps }: Context): string {
  const { secret, configMap } = reference as Readonly<
    Record<string, { name: string; key: string } | undefined>
  >;
  const { name, key } = secret ?? configMap ?? { name: '', key: '' };
  return (secret === undefined ? configMaps : secrets)[`${namespace}/${name}`]?.[key] ?? '';
}
