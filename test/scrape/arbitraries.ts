import fc from 'fast-check';
import { configMapKey, secretKey } from '../../lib/references';
import type {
  LabelSelector,
  PodMonitorProps,
  ProbeProps,
  Relabeling,
  ScrapeConfigProps,
  ScrapeFormat,
  ScrapeLimits,
  ServiceMonitorProps,
} from '../../lib/scrape';

/** Any of the fields, each present or not. */
function some<T extends object>(fields: { [K in keyof T]: fc.Arbitrary<T[K]> }): fc.Arbitrary<Partial<T>> {
  return fc.record(fields, { requiredKeys: [] }) as fc.Arbitrary<Partial<T>>;
}

const labelKey = fc.constantFrom('app', 'app.kubernetes.io/name', 'k8s-app', 'topology.kubernetes.io/zone');
const labelValue = fc.constantFrom('checkout', 'v1.2', 'a-b_c.d', '', 'eu-west-1');
const portName = fc.constantFrom('metrics', 'http', 'web-2', 'https-main');
const namespaces = fc.uniqueArray(fc.constantFrom('shop', 'bank', 'kube-system'), { maxLength: 3 });

const namespaceSelector = fc.oneof(
  fc.constant({ any: true }),
  namespaces.map((matchNames) => ({ matchNames })),
);

const labelSelector: fc.Arbitrary<LabelSelector> = some<LabelSelector>({
  matchLabels: fc.dictionary(labelKey, labelValue, { maxKeys: 2 }),
  matchExpressions: fc.array(
    fc.oneof(
      fc.record({
        key: labelKey,
        operator: fc.constantFrom('In' as const, 'NotIn' as const),
        values: fc.uniqueArray(labelValue, { minLength: 1, maxLength: 2 }),
      }),
      fc.record({ key: labelKey, operator: fc.constantFrom('Exists' as const, 'DoesNotExist' as const) }),
    ),
    { maxLength: 2 },
  ),
});

const sourceLabels = fc.array(fc.constantFrom('__address__', '__meta_kubernetes_pod_name', 'größe'), {
  minLength: 1,
  maxLength: 2,
});
const targetLabel = fc.constantFrom('instance', '__param_target', 'with.dot');
const regex = fc.constantFrom('(.+):\\d+', 'a|b', '', '(?i)canary.*', 'it\'s "quoted": #1');

const relabeling: fc.Arbitrary<Relabeling> = fc.oneof(
  fc.record(
    {
      sourceLabels,
      targetLabel,
      regex,
      separator: fc.constantFrom(';', '/'),
      replacement: fc.constantFrom('$1', '${1}:9100', 'fixed', '', '- yes', '0x10'),
    },
    { requiredKeys: ['targetLabel'] },
  ),
  fc.record({ sourceLabels, regex, action: fc.constantFrom('keep' as const, 'drop' as const) }),
  fc.record({ regex, action: fc.constant('labeldrop' as const) }),
  // Without `__address__` a target is none, and promtool says so of those that it can see.
  fc.record({ regex: fc.constant('__.+|job'), action: fc.constant('labelkeep' as const) }),
  fc.record({ regex, action: fc.constant('labelmap' as const), replacement: fc.constant('k8s_$1') }),
  fc.record({
    sourceLabels,
    targetLabel,
    action: fc.constant('hashmod' as const),
    modulus: fc.integer({ min: 1, max: 64 }),
  }),
  fc.record({
    sourceLabels,
    targetLabel,
    action: fc.constantFrom(
      'lowercase' as const,
      'uppercase' as const,
      'keepequal' as const,
      'dropequal' as const,
    ),
  }),
);
const relabelings = fc.array(relabeling, { maxLength: 3 });

const limits = some<ScrapeLimits>({
  sampleLimit: fc.nat(1_000_000),
  targetLimit: fc.nat(1_000),
  labelLimit: fc.nat(100),
  labelNameLengthLimit: fc.nat(1_000),
  labelValueLengthLimit: fc.nat(1_000),
  keepDroppedTargets: fc.nat(100),
});

const format = some<ScrapeFormat>({
  scrapeProtocols: fc.uniqueArray(
    fc.constantFrom(
      'PrometheusProto' as const,
      'PrometheusText1.0.0' as const,
      'OpenMetricsText1.0.0' as const,
    ),
    { minLength: 1 },
  ),
  fallbackScrapeProtocol: fc.constant('PrometheusText0.0.4' as const),
  scrapeNativeHistograms: fc.boolean(),
  scrapeClassicHistograms: fc.boolean(),
  nativeHistogramBucketLimit: fc.nat(1_000),
  nativeHistogramMinBucketFactor: fc.constantFrom(1.1, 2, 1e-7),
  convertClassicHistogramsToNHCB: fc.boolean(),
});

/** Of the Prometheus's namespace, whoever names them. */
const credentials = secretKey('credentials', 'value', { namespace: 'monitoring' });
const certificate = { secret: secretKey('certificate', 'tls.crt', { namespace: 'monitoring' }) };
const tlsConfig = fc.constantFrom(
  { insecureSkipVerify: true },
  {
    ca: { configMap: configMapKey('corporate-ca', 'ca.crt', { namespace: 'monitoring' }) },
    serverName: 'checkout',
  },
  { cert: certificate, keySecret: secretKey('certificate', 'tls.key', { namespace: 'monitoring' }) },
  { caFile: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt', minVersion: 'TLS12' as const },
);

const authentication = fc.constantFrom(
  {},
  { basicAuth: { username: 'prometheus', password: credentials } },
  { basicAuth: { username: credentials, password: credentials } },
  { authorization: { credentials } },
  { authorization: { type: 'Token', credentials } },
  {
    oauth2: {
      clientId: 'prometheus',
      clientSecret: credentials,
      tokenUrl: 'https://login.example.com/token',
      scopes: ['metrics'],
    },
  },
);

const proxy = fc.constantFrom(
  {},
  { proxyUrl: 'http://proxy:3128', noProxy: '.svc,10.0.0.0/8' },
  { proxyFromEnvironment: true },
);

const times = fc.constantFrom(
  {},
  { interval: '1m' },
  { interval: '1m30s', scrapeTimeout: '90s' },
  { scrapeTimeout: '30s' },
  { interval: '5s' },
);

const scheme = fc.constantFrom('http' as const, 'https' as const);

/** Several arbitraries as one object. */
function merged<T>(...parts: ReadonlyArray<fc.Arbitrary<object>>): fc.Arbitrary<T> {
  return fc.tuple(...parts).map((values) => Object.assign({}, ...values) as T);
}

const connection = merged<object>(authentication, proxy, some({ tlsConfig, followRedirects: fc.boolean() }));
const client = merged<object>(connection, some({ enableHttp2: fc.boolean() }));

/** The operator spells it otherwise in its newest resource. */
const scrapeConfigClient = merged<object>(connection, some({ enableHTTP2: fc.boolean() }));

const endpoint = merged<object>(
  client,
  times,
  some({
    path: fc.constantFrom('/metrics', '/federate', '/actuator/prometheus'),
    scheme,
    params: fc.constantFrom({ 'match[]': ['{job="a"}', 'up'] }, { module: ['http_2xx'] }),
    honorLabels: fc.boolean(),
    honorTimestamps: fc.boolean(),
    trackTimestampsStaleness: fc.boolean(),
    relabelings,
    metricRelabelings: relabelings,
    filterRunning: fc.boolean(),
  }),
);

const monitor = merged<object>(
  limits,
  format,
  some({
    namespaceSelector,
    jobLabel: labelKey,
    podTargetLabels: fc.array(labelKey, { maxLength: 2 }),
    attachMetadata: fc.record({ node: fc.boolean() }),
    selectorMechanism: fc.constantFrom('RelabelConfig', 'RoleSelector'),
    bodySizeLimit: fc.constantFrom('10MB', '1.5GiB', '512B'),
  }),
);

export const serviceMonitorProps: fc.Arbitrary<ServiceMonitorProps> = merged(
  monitor,
  some({
    serviceDiscoveryRole: fc.constantFrom('EndpointSlice', 'Endpoints'),
    targetLabels: fc.array(labelKey, { maxLength: 2 }),
  }),
  fc.record({
    selector: labelSelector,
    // Not of this app, whose Services are those of the Prometheus.
    checkPorts: fc.constant(false),
    endpoints: fc.array(
      merged(
        endpoint,
        fc.oneof(
          fc.record({ port: portName }),
          fc.record({ targetPort: fc.oneof(portName, fc.integer({ min: 1, max: 65_535 })) }),
        ),
      ),
      { minLength: 1, maxLength: 2 },
    ),
  }),
);

export const podMonitorProps: fc.Arbitrary<PodMonitorProps> = merged(
  monitor,
  fc.record({
    selector: labelSelector,
    podMetricsEndpoints: fc.array(
      merged(
        endpoint,
        fc.oneof(
          fc.constant({}),
          fc.record({ port: portName }),
          fc.record({ portNumber: fc.integer({ min: 1, max: 65_535 }) }),
        ),
      ),
      { minLength: 1, maxLength: 2 },
    ),
  }),
);

export const probeProps: fc.Arbitrary<ProbeProps> = merged(
  limits,
  format,
  authentication,
  times,
  some({
    tlsConfig,
    module: fc.constant('http_2xx'),
    jobName: fc.constantFrom('site', 'a "b"'),
    metricRelabelings: relabelings,
  }),
  fc.record({
    prober: merged(
      proxy,
      fc.record({ url: fc.constantFrom('blackbox:9115', 'blackbox', '10.0.0.1:9115', '[fd00::1]:9115') }),
      some({ scheme, path: fc.constant('/probe/v2') }),
    ),
    targets: fc.oneof(
      fc.record({
        staticConfig: merged<object>(
          fc.record({
            static: fc.array(fc.constantFrom('https://shop.example.com/?a=b', '10.0.0.1'), {
              minLength: 1,
              maxLength: 2,
            }),
          }),
          some({
            labels: fc.dictionary(fc.constantFrom('team', 'site.name'), labelValue),
            relabelingConfigs: relabelings,
          }),
        ),
      }),
      fc.record({
        ingress: some({ selector: labelSelector, namespaceSelector, relabelingConfigs: relabelings }),
      }),
    ),
  }),
);

const refreshInterval = fc.constantFrom('30s', '1h');

const discovery = fc.oneof(
  fc.record({
    staticConfigs: fc.array(
      merged<object>(
        fc.record({
          targets: fc.array(fc.constantFrom('router-1:9100', '[fd00::2]:80'), { minLength: 1, maxLength: 2 }),
        }),
        some({ labels: fc.dictionary(fc.constantFrom('team', 'site'), labelValue) }),
      ),
      { minLength: 1, maxLength: 2 },
    ),
  }),
  fc.record({
    fileSDConfigs: fc.constant([{ files: ['/etc/prometheus/configmaps/routers/*.yml', 'a.json'] }]),
  }),
  fc.record({
    httpSDConfigs: fc.tuple(
      merged(
        scrapeConfigClient,
        fc.constant({ url: 'https://inventory.example.com/a?b=c' }),
        some({ refreshInterval }),
      ),
    ),
  }),
  fc.record({
    dnsSDConfigs: fc.constantFrom(
      [{ names: ['_metrics._tcp.example.com'] }],
      [{ names: ['db', 'cache'], type: 'A', port: 9100, refreshInterval: '1m' }],
    ),
  }),
  fc.record({
    kubernetesSDConfigs: fc.constantFrom(
      [{ role: 'Node' }],
      [{ role: 'Pod', selectors: [{ role: 'Pod', label: 'app in (a,b)', field: 'spec.nodeName=node-1' }] }],
      [{ role: 'EndpointSlice', namespaces: { ownNamespace: true }, attachMetadata: { node: true } }],
      [{ role: 'Service', namespaces: { names: ['shop'] } }, { role: 'Ingress' }],
    ),
  }),
);

export const scrapeConfigProps: fc.Arbitrary<ScrapeConfigProps> = merged(
  limits,
  format,
  scrapeConfigClient,
  discovery,
  fc.constantFrom({}, { scrapeInterval: '2m', scrapeTimeout: '2m' }, { scrapeTimeout: '10s' }),
  some({
    jobName: fc.constantFrom('routers', 'a: b'),
    metricsPath: fc.constant('/snmp'),
    scheme,
    enableCompression: fc.boolean(),
    enableHTTP2: fc.boolean(),
    nameEscapingScheme: fc.constantFrom('Underscores' as const, 'Dots' as const, 'Values' as const),
    honorLabels: fc.boolean(),
    relabelings,
    metricRelabelings: relabelings,
  }),
);
