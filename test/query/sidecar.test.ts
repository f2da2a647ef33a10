import type { Chart } from 'cdk8s';
import type { Container } from 'kubernetes-types/core/v1';
import { Prometheus, PrometheusAgent, type PrometheusProps } from '../../lib/prometheus';
import { secretKey } from '../../lib/references';
import { errors, synth, type Monitoring } from '../prometheus/monitoring';

function k8s(chart: Chart, props: PrometheusProps): void {
  new Prometheus(chart, 'k8s', { storage: { emptyDir: {} }, ...props });
}

function sidecar(monitoring: Monitoring): Container {
  const found = monitoring.pod.containers.find(({ name }) => name === 'thanos-sidecar');
  expect(found).toBeDefined();
  return found!;
}

const STORAGE = secretKey('thanos', 'objstore.yml');

describe('the sidecar of a Prometheus', () => {
  test('serves what Prometheus has, at a Service of its own', () => {
    const monitoring = synth((chart) => {
      k8s(chart, { thanos: {}, routePrefix: '/prometheus', maximumStartupDurationSeconds: 1800 });
    });
    expect(sidecar(monitoring).args).toEqual([
      'sidecar',
      '--prometheus.url=http://localhost:9090/prometheus',
      '--prometheus.ready_timeout=1800s',
      '--http-address=:10902',
      '--grpc-address=:10901',
    ]);
    expect(sidecar(monitoring).volumeMounts).toEqual([]);
    expect(monitoring.args.join()).not.toMatch(/block-duration|delay-compact/);
    expect(monitoring.object('Service', 'prometheus-k8s-thanos').spec).toEqual({
      selector: { 'app.kubernetes.io/name': 'prometheus', 'app.kubernetes.io/instance': 'k8s' },
      ports: [
        { name: 'http', port: 10902, targetPort: 'http' },
        { name: 'grpc', port: 10901, targetPort: 'grpc' },
      ],
    });
    expect(monitoring.jobs.map(({ job_name }) => job_name)).toContain(
      'serviceMonitor/monitoring/prometheus-k8s-thanos/0',
    );
  });

  test('uploads blocks that Prometheus compacts afterwards', () => {
    const monitoring = synth((chart) => k8s(chart, { thanos: { objectStorageConfig: STORAGE } }));
    expect(monitoring.args).toContain(
      '--storage.tsdb.delay-compact-file.path=/prometheus/thanos.shipper.json',
    );
    expect(sidecar(monitoring).args).toEqual(
      expect.arrayContaining([
        '--objstore.config-file=/etc/prometheus/secrets/thanos/objstore.yml',
        '--tsdb.path=/prometheus',
        '--shipper.meta-file-name=thanos.shipper.json',
      ]),
    );
    expect(sidecar(monitoring).volumeMounts?.map(({ mountPath }) => mountPath)).toEqual([
      '/prometheus',
      '/etc/prometheus/secrets/thanos',
    ]);
  });

  test('uploads blocks that Prometheus never compacts, where their length is said', () => {
    const monitoring = synth((chart) =>
      k8s(chart, { thanos: { objectStorageConfig: STORAGE, blockSize: '1h' } }),
    );
    expect(monitoring.args).toEqual(
      expect.arrayContaining([
        '--storage.tsdb.min-block-duration=1h',
        '--storage.tsdb.max-block-duration=1h',
      ]),
    );
  });

  test('asks a Prometheus that wants TLS and a password, and sees no other secret of it', () => {
    const monitoring = synth((chart) =>
      k8s(chart, {
        thanos: {},
        secrets: ['other'],
        web: {
          configFile: {
            secret: secretKey('web', 'web-config.yml'),
            tls: true,
            basicAuth: { username: 'prometheus', password: secretKey('web-password', 'password') },
          },
        },
      }),
    );
    expect(monitoring.data('prometheus-k8s')['thanos-client.yml']).toBe(
      [
        'basic_auth:',
        '  username: prometheus',
        '  password_file: /etc/prometheus/secrets/web-password/password',
        'tls_config:',
        '  insecure_skip_verify: true',
        '',
      ].join('\n'),
    );
    expect(sidecar(monitoring).volumeMounts?.map(({ mountPath }) => mountPath)).toEqual([
      '/etc/prometheus/config',
      '/etc/prometheus/secrets/web-password',
    ]);
  });

  test.each<[title: string, props: PrometheusProps, message: RegExp]>([
    [
      'no external labels',
      { thanos: {}, replicaExternalLabelName: '', prometheusExternalLabelName: '' },
      /thanos tells Prometheis apart by their external labels, and there are none/,
    ],
    [
      'replicas that cannot be told apart',
      { thanos: {}, replicas: 2, replicaExternalLabelName: '' },
      /replicaExternalLabelName "" leaves nothing that tells replicas apart/,
    ],
    [
      'a web server that asks for certificates',
      {
        thanos: {},
        web: {
          tlsConfig: {
            cert: { secret: secretKey('a', 'b') },
            keySecret: secretKey('a', 'c'),
            clientCa: { secret: secretKey('a', 'd') },
            clientAuthType: 'RequireAndVerifyClientCert',
          },
        },
      },
      /clientAuthType "RequireAndVerifyClientCert" keeps the sidecar of `thanos` out/,
    ],
    ['a port of its name', { thanos: {}, portName: 'grpc' }, /portName "grpc" is a port of the sidecar/],
    [
      'an old release',
      { thanos: { version: '0.31.0' } },
      /thanos\.version "0\.31\.0" is not a version of Thanos/,
    ],
    [
      'a flag that there is not',
      { thanos: { additionalArgs: [{ name: 'prometheus.urls', value: 'a' }] } },
      /thanos\.additionalArgs\[0\]\.name "prometheus\.urls" is unknown to Thanos \(sidecar\) 0\.42\.4\n.*"prometheus\.url"/,
    ],
  ])('is refused with %s', (_, props, message) => {
    expect(errors((chart) => k8s(chart, props))).toContainEqual(expect.stringMatching(message));
  });

  test('is of no use to an agent, which has nothing to read', () => {
    const build = (chart: Chart): void => {
      new PrometheusAgent(chart, 'k8s', { thanos: {} } as object);
    };
    expect(errors(build)).toContainEqual(expect.stringMatching(/thanos \{\} is no field that is known here/));
  });
});
