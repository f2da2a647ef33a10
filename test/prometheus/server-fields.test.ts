import type { PrometheusProps } from '../../lib/prometheus';
import { secretKey } from '../../lib/references';
import { describeWith, requireProgram } from '../support/programs';
import { errors, prometheus, synth } from './monitoring';
import { PodFiles } from './pod-files';
import { run } from './promtool';
import { RunningPrometheus } from './running';
import { ServiceMonitor } from '../../lib/scrape';

/** Every field of the server that the other rich configuration does not have. */
const FIELDS: PrometheusProps = {
  remoteRead: [
    {
      url: 'http://127.0.0.1:1/read',
      name: 'archive',
      requiredMatchers: { tier: 'archive' },
      remoteTimeout: '30s',
      headers: { 'X-Scope-OrgID': 'payments' },
      readRecent: true,
      filterExternalLabels: false,
      authorization: { credentials: secretKey('credentials', 'token') },
    },
  ],
  remoteWrite: [
    {
      url: 'http://127.0.0.1:1/azure',
      roundRobinDNS: true,
      azureAd: {
        cloud: 'AzurePublic',
        sdk: { tenantId: 'a-tenant' },
        scope: 'https://monitor.azure.com/.default',
      },
    },
  ],
  otlp: {
    promoteAllResourceAttributes: true,
    ignoreResourceAttributes: ['service.instance.id'],
    translationStrategy: 'NoUTF8EscapingWithSuffixes',
    keepIdentifyingResourceAttributes: true,
    convertHistogramsToNHCB: true,
    promoteScopeMetadata: true,
    labelNameUnderscoreSanitization: false,
    labelNamePreserveMultipleUnderscores: false,
  },
  enableOTLPReceiver: true,
  enableRemoteWriteReceiver: true,
  remoteWriteReceiverMessageVersions: ['V1.0', 'V2.0'],
  tracingConfig: {
    endpoint: '127.0.0.1:2',
    clientType: 'grpc',
    samplingFraction: 0.1,
    insecure: true,
    headers: { tenant: 'payments' },
    compression: 'gzip',
    timeout: '5s',
  },
  tsdb: {
    outOfOrderTimeWindow: '10m',
    staleSeriesCompactionThreshold: 0.5,
    chunkEncoding: { floats: 'Xor2' },
  },
  runtime: { goGC: 80 },
  walCompression: false,
  nameValidationScheme: 'UTF8',
  nameEscapingScheme: 'Dots',
  queryLogFile: 'query.log',
  scrapeFailureLogFile: '/dev/stderr',
  convertClassicHistogramsToNHCB: true,
  enforcedSampleLimit: 1_000,
  enforcedBodySizeLimit: '10MB',
  sampleLimit: 2_000,
  additionalAlertRelabelConfigs: [{ regex: 'internal_.*', action: 'labeldrop' }],
  additionalAlertManagerConfigs: [{ static_configs: [{ targets: ['127.0.0.1:3'] }] }],
  additionalScrapeConfigs: secretKey('jobs', 'jobs.yaml'),
};

const others = {
  credentials: { token: 'secret' },
  jobs: { 'jobs.yaml': 'scrape_configs: [{ job_name: of-a-secret }]\n' },
};

describe('the fields of the server', () => {
  test('become its configuration', () => {
    const { config, args, pod } = synth((chart) => {
      prometheus(chart, FIELDS);
    });
    expect(config.global).toMatchObject({
      query_log_file: '/var/log/prometheus/query.log',
      scrape_failure_log_file: '/dev/stderr',
      metric_name_escaping_scheme: 'dots',
      sample_limit: 1_000,
      body_size_limit: '10MB',
    });
    expect(config.scrape_config_files).toContain('/etc/prometheus/secrets/jobs/jobs.yaml');
    expect(config.storage?.tsdb?.chunk_encoding).toEqual({ floats: 'xor2' });
    expect(args).toContain('--no-storage.tsdb.wal-compression');
    expect(pod.volumes).toContainEqual({ name: 'log-file', emptyDir: {} });
  });

  test.each<[string, PrometheusProps, string]>([
    [
      'a client secret of Azure',
      { remoteWrite: [{ url: 'http://a', azureAd: { oauth: {} } as never }] },
      'azureAd.oauth',
    ],
    [
      'two ways into Azure',
      { remoteWrite: [{ url: 'http://a', azureAd: { sdk: {}, managedIdentity: {} } }] },
      'azureAd',
    ],
    [
      'a tenant of a workload identity by its name',
      {
        remoteWrite: [
          {
            url: 'http://a',
            azureAd: {
              workloadIdentity: { clientId: '00000000-0000-0000-0000-000000000000', tenantId: 'example.com' },
            },
          },
        ],
      },
      'azureAd.workloadIdentity.tenantId',
    ],
    ['no way into Azure', { remoteWrite: [{ url: 'http://a', azureAd: {} }] }, 'azureAd'],
    [
      'a reserved header',
      { remoteRead: [{ url: 'http://a', headers: { Host: 'b' } }] },
      'remoteRead[0].headers',
    ],
    [
      'two of one name',
      {
        remoteRead: [
          { url: 'http://a', name: 'a' },
          { url: 'http://b', name: 'a' },
        ],
      },
      'remoteRead[1].name',
    ],
    [
      'no share',
      { tracingConfig: { endpoint: 'a:1', samplingFraction: 2 } },
      'tracingConfig.samplingFraction',
    ],
    [
      'names that are not valid',
      { nameValidationScheme: 'Legacy', otlp: { translationStrategy: 'NoTranslation' } },
      'otlp.translationStrategy',
    ],
    [
      'names that are not valid when scraped',
      { nameValidationScheme: 'Legacy', nameEscapingScheme: 'AllowUTF8' },
      'nameEscapingScheme',
    ],
    [
      'attributes twice',
      { otlp: { promoteResourceAttributes: ['a', 'a'] } },
      'otlp.promoteResourceAttributes[1]',
    ],
    [
      'attributes ignored for nothing',
      { otlp: { ignoreResourceAttributes: ['a'] } },
      'otlp.ignoreResourceAttributes',
    ],
    [
      'an encoding that is none',
      { tsdb: { chunkEncoding: { floats: 'zip' as never } } },
      'tsdb.chunkEncoding.floats',
    ],
    [
      'start timestamps in chunks that have none',
      { enableFeatures: ['st-storage'], tsdb: { chunkEncoding: { floats: 'Xor' } } },
      'tsdb.chunkEncoding.floats',
    ],
    [
      'start timestamps in the chunks of an older release',
      { version: '3.13.0', enableFeatures: ['st-storage'] },
      'tsdb.chunkEncoding.floats',
    ],
    [
      'alerting in a Secret',
      { additionalAlertManagerConfigs: secretKey('a', 'b') as never },
      'additionalAlertManagerConfigs',
    ],
    [
      'an unknown native field',
      { additionalAlertManagerConfigs: [{ shceme: 'http' } as never] },
      'additionalAlertManagerConfigs[0].shceme',
    ],
    [
      'no pods missing',
      { updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '0%' } } },
      'updateStrategy.rollingUpdate.maxUnavailable',
    ],
  ])('%s is an error', (_, props, field) => {
    const [first] = errors((chart) => {
      prometheus(chart, props);
    });
    expect(first).toContain(field);
  });
});

describe('policy', () => {
  const build =
    (props: PrometheusProps, endpoint: object = {}, monitor: object = {}) =>
    (chart: Parameters<typeof prometheus>[0]) => {
      const checkout = new ServiceMonitor(chart, 'checkout', {
        selector: {},
        endpoints: [{ port: 'metrics', ...endpoint }],
        ...monitor,
      });
      prometheus(chart, { serviceMonitors: [checkout], ...props });
    };

  test('a limit above the enforced one is an error by name, 0 inherits', () => {
    const props = { enforcedSampleLimit: 100 };
    expect(errors(build(props, {}, { sampleLimit: 101 }))[0]).toMatch(
      /serviceMonitor "checkout".*sampleLimit 101/,
    );
    const { config } = synth(build(props, {}, { sampleLimit: 0 }));
    expect(config.global?.sample_limit).toBe(100);
  });

  test('labels and timestamps of targets are overridden', () => {
    const props = { overrideHonorLabels: true, overrideHonorTimestamps: true };
    const job = synth(build(props, { honorLabels: true, honorTimestamps: true })).job();
    expect(job.honor_labels).toBeUndefined();
    expect(job.honor_timestamps).toBe(false);
  });

  test('files of the pod are denied', () => {
    const deny = { arbitraryFSAccessThroughSMs: { deny: true } };
    expect(errors(build(deny, { bearerTokenFile: '/token' }))[0]).toContain('endpoints[0].bearerTokenFile');
  });

  test('targets are looked for in the own namespace only', () => {
    const job = synth(
      build({ ignoreNamespaceSelectors: true }, {}, { namespaceSelector: { any: true } }),
    ).job();
    expect(job.kubernetes_sd_configs?.[0]?.namespaces).toEqual({ names: ['monitoring'] });
  });
});

describe.each([
  { server: 'prometheus', promtool: 'promtool', version: '3.16.0' },
  { server: 'prometheus-lts', promtool: 'promtool-lts', version: '3.13.5' },
])('$server', ({ server, promtool, version }) => {
  describeWith([server, promtool], `of version ${version},`, () => {
    test('takes every field', async () => {
      const monitoring = synth((chart) => {
        prometheus(chart, { ...FIELDS, version, queryLogFile: '/dev/stderr' });
      });
      const files = await PodFiles.create(monitoring, others);
      try {
        const path = files.path('/etc/prometheus/config/prometheus.yml');
        const { ok, output } = await run(requireProgram(promtool), ['check', 'config', path]);
        expect(ok ? 'ok' : output).toBe('ok');
        const running = await RunningPrometheus.start(requireProgram(server), files);
        try {
          expect(await running.api.config()).toContain('required_matchers');
        } finally {
          await running.stop();
        }
      } finally {
        await files.remove();
      }
    }, 60_000);
  });
});

describe('a volume that is too small for its blocks', () => {
  const warnings = (props: PrometheusProps): readonly string[] =>
    synth((chart) => {
      prometheus(chart, props);
    }).warnings;

  test.each<[string, PrometheusProps, string]>([
    [
      'is full before anything is deleted',
      { storage: { size: '100Gi' }, retentionSize: '120GB' },
      'retentionSize "120GB" is more than the volume holds: it is full before Prometheus deletes anything\n' +
        '  Set it to "87040MB" at most, or ask for a larger volume (docs/sizing.md).',
    ],
    [
      'has no room for the log',
      { storage: { emptyDir: { sizeLimit: '10Gi' } }, retentionSize: '9GB' },
      'retentionSize "9GB" leaves less than 15 % of the volume for the write-ahead log',
    ],
    [
      'may be that of a single shard',
      {
        storage: { size: '100Gi' },
        retentionSize: '80GB',
        shards: 2,
        shardOverrides: { 1: { storage: { size: '50Gi' } } },
      },
      'shardOverrides.1.storage.retentionSize "80GB" is more than the volume holds',
    ],
  ])('%s', (_, props, expected) => {
    expect(warnings(props)).toEqual([expect.stringContaining(expected)]);
  });

  test('is told from one that is large enough, and from one of which nobody says how large it is', () => {
    expect(warnings({ storage: { size: '100Gi' }, retentionSize: '85GB' })).toEqual([]);
    expect(warnings({ storage: { emptyDir: {} }, retentionSize: '85GB' })).toEqual([]);
  });
});
