import type { Chart } from 'cdk8s';
import type { DeploymentSpec } from 'kubernetes-types/apps/v1';
import { parse } from 'yaml';
import { Prometheus, type PrometheusProps } from '../../lib/prometheus';
import {
  ThanosQuery,
  ThanosQueryFrontend,
  ThanosRuler,
  ThanosStore,
  type ThanosQueryProps,
} from '../../lib/query';
import { secretKey } from '../../lib/references';
import { errors, synth, type Monitoring } from '../prometheus/monitoring';

const TLS = {
  cert: { secret: secretKey('thanos-tls', 'tls.crt') },
  keySecret: secretKey('thanos-tls', 'tls.key'),
};

function cluster(chart: Chart, name: string, props: PrometheusProps = {}): Prometheus {
  return new Prometheus(chart, name, { thanos: {}, storage: { emptyDir: {} }, ...props });
}

function query(chart: Chart, props: ThanosQueryProps): ThanosQuery {
  return new ThanosQuery(chart, 'query', { name: 'all', ...props });
}

function args(monitoring: Monitoring): string[] {
  const { template } = monitoring.object('Deployment', 'thanos-query-all').spec as DeploymentSpec;
  return template.spec?.containers[0]?.args ?? [];
}

function endpoints(monitoring: Monitoring): unknown {
  return parse(monitoring.data('thanos-query-all')['endpoints.yml'] ?? '');
}

describe('a ThanosQuery', () => {
  test('reads each Prometheus at one address, strictly, and its Rulers one by one', () => {
    const monitoring = synth((chart) => {
      const all = query(chart, { endpoints: [cluster(chart, 'eu', { replicas: 2 }), cluster(chart, 'us')] });
      new ThanosRuler(chart, 'ruler', { name: 'all', storage: { emptyDir: {} }, queries: [all] });
    });
    expect(endpoints(monitoring)).toEqual({
      endpoints: [
        { address: 'prometheus-eu-thanos.monitoring.svc:10901', strict: true },
        { address: 'prometheus-us-thanos.monitoring.svc:10901', strict: true },
        { address: 'dns+thanos-ruler-all-headless.monitoring.svc:10901' },
      ],
    });
    expect(args(monitoring)).toEqual([
      'query',
      '--http-address=:10902',
      '--grpc-address=:10901',
      '--query.replica-label=prometheus_replica',
      '--query.replica-label=thanos_ruler_replica',
      '--endpoint.sd-config-file=/etc/thanos/config/endpoints.yml',
      '--endpoint.sd-config-reload-interval=30s',
      '--no-query.partial-response',
      '--store.response-timeout=10s',
      '--query.default-evaluation-interval=30s',
    ]);
  });

  test('does not leave that to the user where its Prometheis differ', () => {
    const differing = (chart: Chart, props: Partial<ThanosQueryProps> = {}): void => {
      const eu = cluster(chart, 'eu', { evaluationInterval: '15s' });
      query(chart, { endpoints: [eu, cluster(chart, 'us')], ...props });
    };
    expect(errors((chart) => differing(chart))).toEqual([
      expect.stringMatching(
        /defaultEvaluationInterval \{"Prometheus monitoring\/eu":"15s","Prometheus monitoring\/us":"30s"\} is not said, and the endpoints differ/,
      ),
    ]);
    expect(args(synth((chart) => differing(chart, { defaultEvaluationInterval: '15s' })))).toContain(
      '--query.default-evaluation-interval=15s',
    );
  });

  test.each<[title: string, build: (chart: Chart) => void, message: RegExp]>([
    [
      'a Prometheus without a sidecar',
      (chart) => query(chart, { endpoints: [new Prometheus(chart, 'k8s', { storage: { emptyDir: {} } })] }),
      /endpoints\[0\] is a Prometheus without a sidecar.*\n.*`thanos: \{\}`/,
    ],
    [
      'two that cannot be told apart',
      (chart) => {
        const alike = { prometheusExternalLabelName: '', externalLabels: { cluster: 'eu' } };
        query(chart, { endpoints: [cluster(chart, 'a', alike), cluster(chart, 'b', alike)] });
      },
      /endpoints\[1\] \{"cluster":"eu"\} are the external labels of Prometheus monitoring\/b and of Prometheus monitoring\/a, replicas aside/,
    ],
    [
      'one that is named twice',
      (chart) => {
        const eu = cluster(chart, 'eu');
        query(chart, { endpoints: [eu, eu] });
      },
      /endpoints\[1\] "prometheus-eu-thanos\.monitoring\.svc:10901" is what endpoints\[0\] names already/,
    ],
    [
      'a strict name of many pods',
      (chart) => query(chart, { endpoints: [{ address: 'dns+thanos.example.org:10901', strict: true }] }),
      /endpoints\[0\]\.strict true cannot be of "dns\+thanos\.example\.org:10901"/,
    ],
    [
      'an address without a port',
      (chart) => query(chart, { endpoints: [{ address: 'thanos.example.org' }] }),
      /endpoints\[0\]\.address "thanos\.example\.org" is no host and port/,
    ],
    [
      'TLS that it does not know whom to trust for',
      (chart) =>
        query(chart, { endpoints: [cluster(chart, 'eu', { thanos: { grpcServerTlsConfig: TLS } })] }),
      /endpoints\[0\] "Prometheus monitoring\/eu" speaks TLS, and it is not said how its certificate is trusted/,
    ],
    [
      'a duration that Go does not read',
      (chart) => query(chart, { endpoints: [cluster(chart, 'eu')], responseTimeout: '1d' }),
      /responseTimeout "1d" is not a duration of Go/,
    ],
    [
      'an older release',
      (chart) => query(chart, { endpoints: [cluster(chart, 'eu')], version: '0.38.0' }),
      /version "0\.38\.0" is not a version of Thanos that is supported/,
    ],
    [
      'a flag that it sets itself',
      (chart) =>
        query(chart, {
          endpoints: [cluster(chart, 'eu')],
          additionalArgs: [{ name: 'query.partial-response' }],
        }),
      /additionalArgs\[0\]\.name "query\.partial-response" is set by the construct itself/,
    ],
    [
      'a field that there is not',
      (chart) => query(chart, { endpoints: [], partialResponses: true } as ThanosQueryProps),
      /partialResponses true is no field that is known here\n.*`partialResponse`/,
    ],
  ])('refuses %s', (_, build, message) => {
    expect(errors(build)).toContainEqual(expect.stringMatching(message));
  });

  test('warns of what would be wrong and look right', () => {
    const { warnings } = synth((chart) => {
      query(chart, {
        endpoints: [cluster(chart, 'eu'), { address: 'dns+receive.example.org:10901' }],
        partialResponse: true,
        responseTimeout: '0s',
      });
    });
    expect(warnings.map((warning) => warning.split('\n')[0])).toEqual([
      'monitoring/query: endpoints[1].address "dns+receive.example.org:10901" is not strict: some seconds after it went away queries go on without it, and nothing says so',
      'monitoring/query: partialResponse true answers with what there is: sums are too small and `absent()` fires while an endpoint is missing',
      'monitoring/query: responseTimeout "0s" means for ever: an endpoint that hangs holds up every query until `timeout`',
    ]);
  });

  test('speaks TLS to those that do, and plainly to the others', () => {
    const monitoring = synth((chart) => {
      query(chart, {
        endpoints: [
          cluster(chart, 'eu', {
            thanos: { grpcServerTlsConfig: { ...TLS, ca: { secret: secretKey('thanos-tls', 'ca.crt') } } },
          }),
          cluster(chart, 'us'),
          { address: 'thanos.example.org:443' },
        ],
        grpcClientTlsConfig: {
          ca: { secret: secretKey('thanos-tls', 'ca.crt') },
          cert: { secret: secretKey('thanos-tls', 'client.crt') },
          keySecret: secretKey('thanos-tls', 'client.key'),
          serverName: 'thanos',
        },
      });
    });
    expect(endpoints(monitoring)).toEqual({
      default_client_config: {
        tls_config: {
          enabled: true,
          ca_file: '/etc/thanos/secrets/thanos-tls/ca.crt',
          cert_file: '/etc/thanos/secrets/thanos-tls/client.crt',
          key_file: '/etc/thanos/secrets/thanos-tls/client.key',
        },
        server_name: 'thanos',
      },
      endpoints: [
        { address: 'prometheus-eu-thanos.monitoring.svc:10901', strict: true },
        {
          address: 'prometheus-us-thanos.monitoring.svc:10901',
          strict: true,
          client_config: { tls_config: { enabled: false } },
        },
        { address: 'thanos.example.org:443', strict: true },
      ],
    });
  });

  test('is let in by those that it reads, and by nobody else', () => {
    const monitoring = synth((chart) => {
      const store = new ThanosStore(chart, 'store', {
        name: 'all',
        storage: { emptyDir: {} },
        objectStorageConfig: secretKey('thanos', 'objstore.yml'),
      });
      const all = query(chart, { endpoints: [cluster(chart, 'eu', { selfMonitoring: false }), store] });
      new ThanosQueryFrontend(chart, 'frontend', { name: 'all', query: all });
    });
    const from = (app: string) => [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } },
        podSelector: {
          matchLabels: { 'app.kubernetes.io/name': app, 'app.kubernetes.io/instance': 'all' },
        },
      },
    ];
    const ingress = (name: string): unknown =>
      (monitoring.object('NetworkPolicy', name).spec as { ingress?: unknown }).ingress;
    const grpc = [{ ports: [{ port: 'grpc', protocol: 'TCP' }], from: from('thanos-query') }];
    expect(ingress('prometheus-eu')).toEqual(grpc);
    expect(ingress('thanos-store-all')).toEqual(grpc);
    expect(ingress('thanos-query-all')).toEqual([
      { ports: [{ port: 'web', protocol: 'TCP' }], from: from('thanos-query-frontend') },
    ]);
    expect(ingress('thanos-query-frontend-all')).toBeUndefined();
  });
});

test('a Query Frontend refuses partial answers as the Query behind it does, and may have a cache', () => {
  const monitoring = synth((chart) => {
    const all = query(chart, { endpoints: [cluster(chart, 'eu')] });
    new ThanosQueryFrontend(chart, 'frontend', {
      name: 'all',
      query: all,
      cache: { type: 'REDIS', addr: 'redis:6379', password: secretKey('redis', 'password') },
    });
  });
  const { template } = monitoring.object('Deployment', 'thanos-query-frontend-all').spec as DeploymentSpec;
  expect(template.spec?.containers[0]?.args).toEqual([
    'query-frontend',
    '--http-address=:10902',
    '--query-frontend.downstream-url=http://thanos-query-all.monitoring.svc:10902',
    '--no-query-range.partial-response',
    '--no-labels.partial-response',
    '--query-range.response-cache-config-file=/etc/thanos/config/cache.yml',
  ]);
  expect(monitoring.data('thanos-query-frontend-all')['cache.yml']).toBe(
    "type: REDIS\nconfig:\n  addr: redis:6379\n  password: '$(CACHE_PASSWORD)'\n",
  );
});
