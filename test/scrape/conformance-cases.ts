import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Fields, Objects } from './conformance-differences';

const CORPUS = join('..', 'shared', 'corpus', 'operator-golden');

/** Why there are no cases, if so. */
export const missingCorpus = existsSync(CORPUS) ? undefined : `no ${CORPUS}`;

export interface CustomResource {
  readonly metadata: { readonly name: string; readonly namespace: string };
  readonly spec: Fields;
}

/** A definition, and what the operator made of it. */
export interface Case {
  readonly name: string;
  readonly version: string;
  readonly input: {
    readonly prometheus: CustomResource;
    readonly serviceMonitors?: readonly CustomResource[];
    readonly podMonitors?: readonly CustomResource[];
    readonly probes?: readonly CustomResource[];
    readonly scrapeConfigs?: readonly CustomResource[];
    readonly secrets?: Objects;
    readonly configMaps?: Objects;
    readonly options?: Fields;
  };
  readonly expected: string | null;
}

/** Cases of the release that we compare with: the operator's default, of our oldest minor version. */
export function cases(): Case[] {
  return ['kube-prometheus-config', 'prometheus-config']
    .flatMap((theme) => readdirSync(join(CORPUS, theme)).map((file) => read(join(CORPUS, theme, file))))
    .filter(
      ({ version, input, expected }) => version === '3.13.2' && expected !== null && hasResources(input),
    );
}

/** Some names are such that no API server would accept them: they get the capitals out. */
function read(file: string): Case {
  const text = readFileSync(file, 'utf8').replace(/\bdefault(Service|Pod)Monitor\b/g, (name) =>
    name.toLowerCase(),
  );
  return JSON.parse(text) as Case;
}

function hasResources({
  serviceMonitors = [],
  podMonitors = [],
  probes = [],
  scrapeConfigs = [],
}: Case['input']) {
  return serviceMonitors.length + podMonitors.length + probes.length + scrapeConfigs.length > 0;
}

/** Fields of the Prometheus that change the jobs in ways that we do not have (yet). */
const PROMETHEUS_WITHOUT = [
  /^enforced/,
  /^override/,
  /^excludedFromEnforcement$/,
  /^ignoreNamespaceSelectors$/,
  /^scrapeClasses$/,
  /^shardingStrategy$/,
];

const LIMITS = ['sampleLimit', 'targetLimit', 'labelLimit', 'labelNameLengthLimit', 'labelValueLengthLimit'];
const FORMAT = ['scrapeProtocols', 'fallbackScrapeProtocol', 'scrapeClassicHistograms', 'keepDroppedTargets'];
const HTTP = ['basicAuth', 'authorization', 'oauth2', 'tlsConfig', 'followRedirects', 'enableHttp2'];
const PROXY = ['proxyUrl', 'noProxy', 'proxyFromEnvironment'];
const ENDPOINT = [
  ...HTTP,
  ...PROXY,
  ...['port', 'path', 'scheme', 'params', 'interval', 'scrapeTimeout', 'bearerTokenFile', 'filterRunning'],
  ...['honorLabels', 'honorTimestamps', 'trackTimestampsStaleness', 'relabelings', 'metricRelabelings'],
];
const MONITOR = [
  ...LIMITS,
  ...FORMAT,
  ...['selector', 'namespaceSelector', 'jobLabel', 'podTargetLabels', 'attachMetadata', 'selectorMechanism'],
];

/** The fields that we have, by the place they stand in; a resource with another one is not compared. */
const KNOWN: Readonly<Record<string, readonly string[]>> = {
  serviceMonitors: [...MONITOR, 'bodySizeLimit', 'endpoints', 'targetLabels', 'serviceDiscoveryRole'],
  'serviceMonitors.endpoints': [...ENDPOINT, 'targetPort'],
  podMonitors: [...MONITOR, 'bodySizeLimit', 'podMetricsEndpoints'],
  'podMonitors.podMetricsEndpoints': [...ENDPOINT, 'portNumber'],
  probes: [
    ...LIMITS,
    ...FORMAT,
    ...HTTP,
    ...['prober', 'targets', 'module', 'params', 'jobName', 'interval', 'scrapeTimeout', 'metricRelabelings'],
  ],
  'probes.prober': ['url', 'scheme', 'path', ...PROXY],
  scrapeConfigs: [
    ...LIMITS,
    ...FORMAT,
    ...HTTP,
    ...PROXY,
    ...['jobName', 'metricsPath', 'scheme', 'params', 'scrapeInterval', 'scrapeTimeout', 'enableCompression'],
    ...['honorLabels', 'honorTimestamps', 'trackTimestampsStaleness', 'relabelings', 'metricRelabelings'],
    ...['staticConfigs', 'fileSDConfigs', 'httpSDConfigs', 'dnsSDConfigs', 'kubernetesSDConfigs'],
  ],
  'scrapeConfigs.httpSDConfigs': [...HTTP, ...PROXY, 'url', 'refreshInterval'],
  'scrapeConfigs.kubernetesSDConfigs': ['role', 'namespaces', 'selectors', 'attachMetadata'],
};

/** What keeps a case from being compared; undefined where nothing does. */
export function obstacle({ name, input }: Case): string | undefined {
  const { prometheus } = input;
  const refused = REFUSED[name.split('/').at(-1) ?? ''];
  if (refused !== undefined) {
    return refused;
  }
  const policy = Object.keys(prometheus.spec).find((field) =>
    PROMETHEUS_WITHOUT.some((pattern) => pattern.test(field)),
  );
  if (policy !== undefined) {
    return `prometheus.${policy}`;
  }
  if (((prometheus.spec.shards as number | undefined) ?? 1) !== 1) {
    return 'prometheus.shards';
  }
  if (input.options?.inlineTLSConfig === true) {
    return 'options.inlineTLSConfig';
  }
  if (JSON.stringify(input).includes('"proxyConnectHeader"')) {
    return 'proxyConnectHeader';
  }
  return Object.keys(KNOWN)
    .filter((place) => !place.includes('.'))
    .flatMap((kind) => (input[kind as 'probes'] ?? []).map(({ spec }) => unknownField(kind, spec)))
    .find((field) => field !== undefined);
}

/** What we refuse, and the operator does not. */
const REFUSED: Readonly<Record<string, string>> = {
  testemptyendpointports: 'an endpoint without a port',
  'testprobespecconfig-module-config-with-params-skip-module': 'a module that is named twice',
  'testprobespecconfig-module-config-with-params-define-module-in-param': 'a probe without targets',
  'testprobespecconfig-module-config': 'a probe without targets',
};

function unknownField(place: string, fields: Fields): string | undefined {
  const unknown = Object.keys(fields).find((field) => KNOWN[place]?.includes(field) !== true);
  if (unknown !== undefined) {
    return `${place}.${unknown}`;
  }
  return Object.entries(fields)
    .filter(([field]) => `${place}.${field}` in KNOWN)
    .flatMap(([field, value]) =>
      [value].flat().map((inner) => unknownField(`${place}.${field}`, inner as Fields)),
    )
    .find((field) => field !== undefined);
}
