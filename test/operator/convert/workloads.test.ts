import { ConstructLink } from '../../../lib/operator';
import { convert, propsOf, resource } from './converted';

/** Beside what a test is about. */
const USUAL = {
  networkPolicy: false,
  serviceDiscoveryRole: 'Endpoints',
  retention: '24h',
  selfMonitoring: false,
};
const NOBODY = { runAsUser: 65_534, runAsGroup: 65_534, fsGroup: 65_534 };

describe('a Prometheus behaves as under the operator', () => {
  test('where it says nothing', () => {
    const { props, said } = propsOf('Prometheus', {});
    expect(said).toEqual([]);
    expect(props).toEqual({
      name: 'test',
      namespace: 'monitoring',
      version: '3.13.2',
      securityContext: NOBODY,
      ...USUAL,
    });
  });

  test('and what is our default as well is not said', () => {
    const { props } = propsOf('Prometheus', {
      version: 'v3.16.0',
      image: 'quay.io/prometheus/prometheus:v3.16.0',
      replicas: 1,
      scrapeInterval: '30s',
      evaluationInterval: '30s',
      portName: 'web',
      logLevel: '',
      shards: 1,
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      securityContext: { fsGroup: 2000, runAsNonRoot: true, runAsUser: 1000 },
      serviceDiscoveryRole: 'EndpointSlice',
      retention: '15d',
      secrets: [],
      externalLabels: {},
      paused: false,
    });
    expect(props).toEqual({
      name: 'test',
      namespace: 'monitoring',
      version: '3.16.0',
      networkPolicy: false,
      retention: '15d',
      selfMonitoring: false,
    });
  });

  test.each([
    ['retentionSize alone', { retentionSize: '10GB' }, { retentionSize: '10GB', retention: undefined }],
    ['a path in its URL', { externalUrl: 'https://a.example.com/prometheus' }, { routePrefix: '/' }],
    [
      'a path and a prefix',
      { externalUrl: 'https://a.example.com/b', routePrefix: '/b' },
      { routePrefix: '/b' },
    ],
    [
      'an image of a version',
      { image: 'example.com/p:v3.14.1' },
      { version: '3.14.1', image: 'example.com/p:v3.14.1' },
    ],
    [
      'an image in parts',
      { baseImage: 'example.com/p', tag: 'mine' },
      { image: 'example.com/p:mine', version: '3.13.2' },
    ],
    ['an image by digest', { baseImage: 'example.com/p', sha: 'abc' }, { image: 'example.com/p@sha256:abc' }],
    ['no labels of its own', { replicaExternalLabelName: '' }, { replicaExternalLabelName: '' }],
    [
      'metadata that is not to be sent',
      { remoteWrite: [{ url: 'http://a', metadataConfig: { sendInterval: '2m' } }] },
      { remoteWrite: [{ url: 'http://a', metadataConfig: { send: false, sendInterval: '2m' } }] },
    ],
    [
      'HTTP/2',
      { remoteWrite: [{ url: 'http://a', enableHTTP2: false }] },
      { remoteWrite: [{ url: 'http://a', enableHttp2: false }] },
    ],
    [
      'tracing',
      { tracingConfig: { endpoint: 'a:1', clientType: 'GRPC', samplingFraction: '500m' } },
      { tracingConfig: { endpoint: 'a:1', clientType: 'grpc', samplingFraction: 0.5 } },
    ],
    [
      'blocks of one size',
      { disableCompaction: true },
      {
        additionalArgs: [
          { name: 'storage.tsdb.max-block-duration', value: '2h' },
          { name: 'storage.tsdb.min-block-duration', value: '2h' },
        ],
      },
    ],
    [
      'flags besides',
      { disableCompaction: true, additionalArgs: [{ name: 'query.max-samples', value: '1' }] },
      { additionalArgs: expect.arrayContaining([{ name: 'query.max-samples', value: '1' }]) as unknown },
    ],
    [
      'a token that is not mounted',
      { automountServiceAccountToken: false },
      { podSpec: { automountServiceAccountToken: false } },
    ],
    [
      'excluded rules, as of old',
      {
        enforcedNamespaceLabel: 'tenant',
        prometheusRulesExcludedFromEnforce: [{ ruleName: 'a', ruleNamespace: 'b' }],
        excludedFromEnforcement: [{ resource: 'probes', namespace: 'c', group: 'monitoring.coreos.com' }],
      },
      {
        excludedFromEnforcement: [
          { resource: 'prometheusrules', namespace: 'b', name: 'a' },
          { resource: 'probes', namespace: 'c' },
        ],
      },
    ],
    [
      'pods that are spread among themselves',
      {
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'zone',
            whenUnsatisfiable: 'DoNotSchedule',
            additionalLabelSelectors: 'OnResource',
          },
        ],
      },
      {
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'zone',
            whenUnsatisfiable: 'DoNotSchedule',
            labelSelector: {
              matchLabels: { 'app.kubernetes.io/name': 'prometheus', 'app.kubernetes.io/instance': 'test' },
            },
          },
        ],
      },
    ],
    [
      'headers',
      {
        web: {
          httpConfig: { headers: { xFrameOptions: 'Deny', contentSecurityPolicy: "default-src 'self'" } },
        },
      },
      {
        web: {
          httpConfig: {
            headers: { 'X-Frame-Options': 'deny', 'Content-Security-Policy': "default-src 'self'" },
          },
        },
      },
    ],
    [
      'a claim without ways to access it',
      {
        storage: {
          volumeClaimTemplate: { spec: { resources: { requests: { storage: '1Gi' } } }, status: {} },
        },
      },
      { storage: { size: '1Gi' } },
    ],
    [
      'a claim of a class',
      {
        storage: {
          volumeClaimTemplate: {
            spec: {
              storageClassName: 'fast',
              accessModes: ['ReadWriteOnce'],
              resources: { requests: { storage: '1Gi' } },
            },
          },
        },
      },
      { storage: { size: '1Gi', storageClassName: 'fast' } },
    ],
    [
      'one shard, which is none',
      { shards: 1, shardingStrategy: { mode: 'Address' } },
      { shards: undefined, shardingStrategy: undefined, globalView: undefined },
    ],
    [
      'a claim of a name',
      {
        storage: {
          volumeClaimTemplate: {
            metadata: { name: 'data' },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
          },
        },
      },
      {
        storage: {
          volumeClaimTemplate: {
            metadata: { name: 'data' },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
          },
        },
      },
    ],
  ])('%s', (_, spec, expected) => {
    const { props, said } = propsOf('Prometheus', spec);
    expect(said).toEqual([]);
    for (const [prop, value] of Object.entries(expected)) {
      expect([prop, props[prop]]).toEqual([prop, value]);
    }
  });
});

test('a Ruler holds rules to their namespaces as it did', () => {
  const { props, said } = propsOf('ThanosRuler', {
    queryEndpoints: ['http://query:9090'],
    enforcedNamespaceLabel: 'tenant',
    excludedFromEnforcement: [
      { group: 'monitoring.coreos.com', resource: 'prometheusrules', namespace: 'a' },
    ],
    prometheusRulesExcludedFromEnforce: [{ ruleNamespace: 'b', ruleName: 'c' }],
  });
  expect(said).toEqual([]);
  expect(props).toMatchObject({
    enforcedNamespaceLabel: 'tenant',
    excludedFromEnforcement: [
      { resource: 'prometheusrules', namespace: 'a' },
      { resource: 'prometheusrules', namespace: 'b', name: 'c' },
    ],
  });
});

test('a Ruler is replaced as it was', () => {
  const { props, said } = propsOf('ThanosRuler', {
    queryEndpoints: ['http://query:9090'],
    updateStrategy: { type: 'OnDelete' },
  });
  expect(said).toEqual([]);
  expect(props.updateStrategy).toEqual({ type: 'OnDelete' });
});

describe('several shards', () => {
  const VIEWLESS = /^warning spec\.shards sharding/;

  test('keep their targets, and get no pods that nobody has asked for', () => {
    const { props, said } = propsOf('Prometheus', { shards: 4 });
    expect(said).toEqual([expect.stringMatching(VIEWLESS)]);
    expect(props).toMatchObject({
      shards: 4,
      shardingStrategy: { hash: 'Modulo' },
      globalView: 'none',
    });
  });

  test('of zones stay in them', () => {
    const { props } = propsOf('Prometheus', {
      shards: 4,
      shardingStrategy: { mode: 'Topology', topology: { values: ['a', 'b'] } },
    });
    expect(props.shardingStrategy).toEqual({
      hash: 'Modulo',
      mode: 'Topology',
      topology: { values: ['a', 'b'], externalLabelName: 'zone' },
    });
  });

  test('of an agent have no view under the operator either', () => {
    const { props, said } = propsOf('PrometheusAgent', { shards: 4 });
    expect(said).toEqual([]);
    expect(props).not.toHaveProperty('globalView');
  });
});

describe('what cannot go on as it was is said, field by field', () => {
  test.each([
    ['Prometheus', { paused: true }, /^warning spec\.paused no-controller/],
    ['Prometheus', { reloadStrategy: 'ProcessSignal' }, /^warning spec\.reloadStrategy no-controller/],
    ['Prometheus', { serviceName: 'mine' }, /^warning spec\.serviceName no-controller/],
    ['Prometheus', { allowOverlappingBlocks: true }, /^warning spec\.allowOverlappingBlocks no-controller/],
    ['Prometheus', { podMetadata: { name: 'a' } }, /^warning spec\.podMetadata\.name no-controller/],
    [
      'Prometheus',
      { containers: [{ name: 'config-reloader', resources: {} }] },
      /^warning spec\.containers\[0\] no-controller/,
    ],
    ['Prometheus', { listenLocal: true }, /^error spec\.listenLocal not-supported/],
    [
      'Prometheus',
      { thanos: { grpcListenLocal: true } },
      /^error spec\.thanos\.grpcListenLocal not-supported/,
    ],
    [
      'Prometheus',
      { thanos: { grpcServerTlsConfig: { curves: ['X25519'] } } },
      /^warning spec\.thanos\.grpcServerTlsConfig no-controller/,
    ],
    ['ThanosRuler', { remoteWrite: [{ url: 'http://a' }] }, /^error spec\.remoteWrite not-supported/],
    [
      'Prometheus',
      { shardRetentionPolicy: { whenScaled: 'Retain' } },
      /^warning spec\.shardRetentionPolicy no-controller/,
    ],
    [
      'Prometheus',
      { storage: { disableMountSubPath: true, emptyDir: {} } },
      /^error spec\.storage\.disableMountSubPath not-supported/,
    ],
    [
      'Prometheus',
      { volumeMounts: [{ name: 'config-out', mountPath: '/a' }] },
      /^error spec\.volumeMounts\[0\]\.name not-supported/,
    ],
    [
      'Prometheus',
      { remoteRead: [{ url: 'http://a', bearerToken: 'b' }] },
      /^error spec\.remoteRead\[0\]\.bearerToken not-supported/,
    ],
    [
      'Prometheus',
      { additionalScrapeConfigs: { name: 'a', key: 'b' } },
      /^error spec\.additionalScrapeConfigs not-found/,
    ],
    [
      'Prometheus',
      { alerting: { alertmanagers: [{ name: 'a', port: 'web' }] } },
      /^warning spec\.alerting\.alertmanagers\[0\]\.name not-among-files/,
    ],
    [
      'Alertmanager',
      { clusterTLS: { server: { preferServerCipherSuites: true }, client: {} } },
      /^warning spec\.clusterTLS\.server\.preferServerCipherSuites no-controller/,
    ],
    [
      'Alertmanager',
      { alertmanagerConfiguration: { name: 'a' } },
      /^error spec\.alertmanagerConfiguration\.name not-found/,
    ],
    [
      'Alertmanager',
      { podManagementPolicy: 'OrderedReady' },
      /^warning spec\.podManagementPolicy no-controller/,
    ],
    [
      'Alertmanager',
      { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } } },
      /^warning spec\.updateStrategy\.rollingUpdate no-controller/,
    ],
    ['Alertmanager', {}, /^warning spec\.configSecret not-among-files/],
  ])('%s %j', (kind, spec, says) => {
    expect(propsOf(kind, spec).said).toContainEqual(expect.stringMatching(says));
  });
});

const SERVICE = {
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: 'alerts', namespace: 'monitoring' },
  spec: { selector: { alertmanager: 'main' }, ports: [{ name: 'web', port: 9093 }] },
};
const SECRET = {
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: { name: 'alertmanager-main', namespace: 'monitoring' },
};

test('alerts go to the Alertmanagers that a Service leads to, by its selector or its name', () => {
  const target = (name: string): object => ({
    alerting: { alertmanagers: [{ name, port: 'web', namespace: 'monitoring' }] },
  });
  const alertmanager = resource('Alertmanager', {}, { name: 'main' });
  for (const name of ['alerts', 'alertmanager-operated', 'alertmanager-main']) {
    const { props, said } = propsOf('Prometheus', target(name), [alertmanager, SERVICE, SECRET]);
    expect([name, said, props.alerting]).toEqual([
      name,
      [],
      { alertmanagers: [new ConstructLink('Alertmanager', 'monitoring', 'main')] },
    ]);
  }
});

test('labels by which others select the pods stay, and a budget of the user switches ours off', () => {
  const budget = {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'mine', namespace: 'monitoring' },
    spec: { selector: { matchLabels: { alertmanager: 'test' } } },
  };
  const { props } = propsOf(
    'Alertmanager',
    {
      podMetadata: { labels: { 'app.kubernetes.io/instance': 'test', team: 'sre' }, annotations: { a: 'b' } },
    },
    [budget],
  );
  expect(props.podMetadata).toEqual({
    labels: { alertmanager: 'test', team: 'sre' },
    annotations: { a: 'b' },
  });
  expect(props.podDisruptionBudget).toBe(false);
});

test('jobs that stand in a Secret are written out, unless there is something secret in them', () => {
  const secret = (text: string): object => ({
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'jobs', namespace: 'monitoring' },
    data: { 'jobs.yaml': Buffer.from(text).toString('base64') },
  });
  const spec = { additionalScrapeConfigs: { name: 'jobs', key: 'jobs.yaml' } };
  const plain = propsOf('Prometheus', spec, [
    secret(
      '- job_name: a\n  static_configs: [{ targets: [b] }]\n  basic_auth: { username: c, password_file: /d }\n',
    ),
  ]);
  expect([plain.said, plain.props.additionalScrapeConfigs]).toEqual([
    [],
    [
      {
        job_name: 'a',
        static_configs: [{ targets: ['b'] }],
        basic_auth: { username: 'c', password_file: '/d' },
      },
    ],
  ]);
  const { said } = propsOf('Prometheus', spec, [
    secret('- job_name: a\n  basic_auth: { password: very-secret }\n'),
  ]);
  expect(said).toEqual([
    expect.stringMatching(
      /^error spec\.additionalScrapeConfigs no-file-twin: .*\[0\]\.basic_auth\.password$/,
    ),
  ]);
  expect(said.join()).not.toContain('very-secret');
});

test('an Alertmanager keeps its Secret, its size and its limits', () => {
  const { props } = propsOf('Alertmanager', {
    configSecret: 'routes',
    retention: '240h',
    limits: { maxSilences: 5, maxPerSilenceBytes: '5MB' },
    web: { getConcurrency: 4, timeout: 30 },
    enableFeatures: ['classic-mode'],
    hostNetwork: true,
  });
  expect(props).toMatchObject({
    replicas: 1,
    config: 'external',
    configSecret: 'routes',
    retention: '240h',
    podSpec: { hostNetwork: true, dnsPolicy: 'ClusterFirstWithHostNet' },
  });
  expect(props.additionalArgs).toEqual(
    expect.arrayContaining([
      { name: 'silences.max-silences', value: '5' },
      { name: 'silences.max-silence-size-bytes', value: '5242880' },
      { name: 'web.get-concurrency', value: '4' },
      { name: 'web.timeout', value: '30s' },
      { name: 'enable-feature', value: 'classic-mode' },
    ]),
  );
});

test('annotations that the operator puts onto the StatefulSet are named, those of tools are not', () => {
  const annotations = { 'example.com/team': 'sre', 'kubectl.kubernetes.io/last-applied-configuration': '{}' };
  const { problems } = convert([resource('Prometheus', {}, { annotations })]);
  expect(problems.map(({ field, code }) => `${field ?? ''} ${code}`)).toEqual([
    'metadata.annotations.example.com/team no-controller',
  ]);
});
