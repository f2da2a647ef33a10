import { errors, prometheus, synth, type Build } from './monitoring';
import type { PrometheusProps } from '../../lib/prometheus';

const build =
  (props: PrometheusProps): Build =>
  (chart) => {
    prometheus(chart, props);
  };
const config = (props: PrometheusProps = {}) => synth(build(props)).config;
const args = (props: PrometheusProps) => synth(build(props)).args;
const firstLines = (props: PrometheusProps) => errors(build(props)).map((text) => text.split('\n')[0]);

describe('the main configuration', () => {
  test('of a Prometheus that nothing is said of', () => {
    expect(config()).toEqual({
      global: {
        scrape_interval: '30s',
        evaluation_interval: '30s',
        external_labels: { prometheus: 'monitoring/k8s', prometheus_replica: '${POD_NAME}' },
      },
      rule_files: [
        '/etc/prometheus/user-rules/own/*.yaml',
        '/etc/prometheus/user-rules/own/*.yml',
        '/etc/prometheus/user-rules/check/*.yaml',
      ],
      scrape_config_files: [],
    });
  });

  test('has the intervals, limits and formats of the props', () => {
    expect(
      config({
        scrapeInterval: '1m',
        scrapeTimeout: '20s',
        evaluationInterval: '15s',
        ruleQueryOffset: '1m',
        sampleLimit: 50_000,
        bodySizeLimit: '50MB',
        keepDroppedTargets: 10,
        scrapeProtocols: ['PrometheusProto', 'OpenMetricsText1.0.0'],
        scrapeNativeHistograms: true,
        scrapeClassicHistograms: true,
        convertClassicHistogramsToNHCB: true,
      }).global,
    ).toMatchObject({
      scrape_interval: '1m',
      scrape_timeout: '20s',
      evaluation_interval: '15s',
      rule_query_offset: '1m',
      sample_limit: 50_000,
      body_size_limit: '50MB',
      keep_dropped_targets: 10,
      scrape_protocols: ['PrometheusProto', 'OpenMetricsText1.0.0'],
      scrape_native_histograms: true,
      always_scrape_classic_histograms: true,
      convert_classic_histograms_to_nhcb: true,
    });
  });

  test('keeps what the retention says', () => {
    expect(config({ retention: '30d', retentionSize: '180GB' }).storage).toEqual({
      tsdb: { retention: { time: '30d', size: '180GB' } },
    });
    expect(config({ tsdb: { outOfOrderTimeWindow: '10m' } }).storage).toEqual({
      tsdb: { out_of_order_time_window: '10m' },
    });
  });

  test('keeps exemplars, whose feature is switched on along with them', () => {
    const { config: withExemplars, args: flags } = synth(build({ exemplars: { maxSize: 100_000 } }));
    expect(withExemplars.storage).toEqual({ exemplars: { max_exemplars: 100_000 } });
    expect(flags).toContain('--enable-feature=exemplar-storage');
  });
});

test('metadata that Remote Write 2.0 sends along is read from the write-ahead log', () => {
  const remoteWrite = [{ url: 'https://metrics.example.com/write', messageVersion: 'V2.0' as const }];
  expect(synth(build({ remoteWrite })).args).toContain('--enable-feature=metadata-wal-records');
});

describe('external labels', () => {
  test('of the user come beside the two that tell Prometheis and replicas apart', () => {
    expect(config({ externalLabels: { cluster: 'eu-1' } }).global?.external_labels).toEqual({
      cluster: 'eu-1',
      prometheus: 'monitoring/k8s',
      prometheus_replica: '${POD_NAME}',
    });
  });

  test('have other names, or none', () => {
    expect(
      config({ replicaExternalLabelName: '__replica__', prometheusExternalLabelName: '' }).global
        ?.external_labels,
    ).toEqual({ __replica__: '${POD_NAME}' });
  });

  test('that we write already are an error', () => {
    expect(errors(build({ externalLabels: { prometheus: 'mine' } }))).toEqual([
      'monitoring/k8s: externalLabels "prometheus" is what prometheusExternalLabelName writes already\n' +
        "  Choose another label, or set `prometheusExternalLabelName: ''`.",
    ]);
    expect(firstLines({ replicaExternalLabelName: 'pod', externalLabels: { pod: 'a' } })).toEqual([
      'monitoring/k8s: externalLabels "pod" is what replicaExternalLabelName writes already',
    ]);
  });

  test('of one name are an error', () => {
    expect(firstLines({ replicaExternalLabelName: 'source', prometheusExternalLabelName: 'source' })).toEqual(
      [
        'monitoring/k8s: prometheusExternalLabelName "source" is what replicaExternalLabelName writes already',
      ],
    );
  });

  test('without a name are an error', () => {
    expect(firstLines({ externalLabels: { '': 'a' } })).toEqual([
      'monitoring/k8s: externalLabels "" is not a label name',
    ]);
  });

  test('name the pod by its environment, as the container has it', () => {
    const { pod } = synth(build({}));
    expect(pod.containers[0]?.env).toEqual([
      { name: 'POD_NAME', valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.name' } } },
    ]);
  });
});

describe('the command line', () => {
  test('of a Prometheus that nothing is said of', () => {
    expect(args({})).toEqual([
      '--config.file=/etc/prometheus/config/prometheus.yml',
      '--config.auto-reload',
      '--config.auto-reload-interval=30s',
      '--storage.tsdb.path=/prometheus',
      '--web.route-prefix=/',
    ]);
  });

  test('has the settings that the configuration cannot have', () => {
    expect(
      args({
        configReloadInterval: '10s',
        externalUrl: 'https://example.com/prometheus/',
        query: { lookbackDelta: '10m', timeout: '1m', maxConcurrency: 40, maxSamples: 1e8 },
        rules: { alert: { forOutageTolerance: '2h', forGracePeriod: '5m', resendDelay: '2m' } },
        web: { pageTitle: 'Payments', maxConnections: 1_000 },
        enableAdminAPI: true,
        enableRemoteWriteReceiver: true,
        enableOTLPReceiver: true,
        enableFeatures: ['promql-experimental-functions', 'native-histograms'],
        logFormat: 'json',
      }),
    ).toEqual([
      '--config.file=/etc/prometheus/config/prometheus.yml',
      '--config.auto-reload',
      '--config.auto-reload-interval=10s',
      '--storage.tsdb.path=/prometheus',
      '--web.route-prefix=/prometheus',
      '--web.page-title=Payments',
      '--web.max-connections=1000',
      '--web.external-url=https://example.com/prometheus/',
      '--query.lookback-delta=10m',
      '--query.timeout=1m',
      '--query.max-concurrency=40',
      '--query.max-samples=100000000',
      '--rules.alert.for-outage-tolerance=2h',
      '--rules.alert.for-grace-period=5m',
      '--rules.alert.resend-delay=2m',
      '--log.format=json',
      '--enable-feature=promql-experimental-functions,native-histograms',
      '--web.enable-admin-api',
      '--web.enable-remote-write-receiver',
      '--web.enable-otlp-receiver',
    ]);
  });

  test('takes further flags, but none that a prop sets', () => {
    expect(args({ additionalArgs: [{ name: 'storage.tsdb.no-lockfile' }] }).at(-1)).toBe(
      '--storage.tsdb.no-lockfile',
    );
    expect(firstLines({ additionalArgs: [{ name: 'storage.tsdb.path', value: '/data' }] })).toEqual([
      'monitoring/k8s: additionalArgs[0].name "storage.tsdb.path" is set by the construct itself',
    ]);
  });
});

describe('a Prometheus is refused for', () => {
  test.each<[string, PrometheusProps, string]>([
    ['fewer replicas than none', { replicas: -1 }, 'replicas -1 is not a whole number, 0 or more'],
    ['half a replica', { replicas: 1.5 }, 'replicas 1.5 is not a whole number, 0 or more'],
    ['a retention without a unit', { retention: '30' }, 'retention "30" is not a duration'],
    ['a retention size without one', { retentionSize: '10' }, 'retentionSize "10" is not a size in bytes'],
    ['an interval of no length', { scrapeInterval: '0s' }, 'scrapeInterval "0s" must be longer than zero'],
    [
      'a timeout above the interval',
      { scrapeTimeout: '31s' },
      'scrapeTimeout "31s" is longer than the interval "30s"',
    ],
    ['queries of no length', { query: { timeout: '0s' } }, 'query.timeout "0s" must be longer than zero'],
    [
      'no concurrency',
      { query: { maxConcurrency: 0 } },
      'query.maxConcurrency 0 is not a whole number, 1 or more',
    ],
    [
      'a start of seconds',
      { maximumStartupDurationSeconds: 30 },
      'maximumStartupDurationSeconds 30 is not a whole number, 60 or more',
    ],
    [
      'more slots than can be mounted',
      { configSlots: { scrape: 257 } },
      'configSlots.scrape 257 is not a whole number, from 1 to 256',
    ],
    [
      'an unknown discovery',
      { serviceDiscoveryRole: 'Pods' as never },
      'serviceDiscoveryRole "Pods" is none of "EndpointSlice", "Endpoints"',
    ],
    [
      'an unknown way with rules',
      { rulesConfigMap: 'nobody' as never },
      'rulesConfigMap "nobody" is none of "managed", "unmanaged", "none"',
    ],
    ['a prefix that is no path', { routePrefix: 'prometheus' }, 'routePrefix "prometheus" is not a path'],
    [
      'an external URL that is none',
      { externalUrl: 'example.com' },
      'externalUrl "example.com" is not an absolute URL (http, https)',
    ],
  ])('%s', (_, props, complaint) => {
    expect(firstLines(props)).toEqual([`monitoring/k8s: ${complaint}`]);
  });

  test('everything at once, in one run', () => {
    expect(firstLines({ name: 'K8s', replicas: -1, retention: 'long', version: 'newest' })).toEqual([
      'monitoring/k8s: name "K8s" is not a name that its objects can bear',
      'monitoring/k8s: replicas -1 is not a whole number, 0 or more',
      'monitoring/k8s: retention "long" is not a duration',
      'monitoring/k8s: version "newest" is not a version',
    ]);
  });
});
