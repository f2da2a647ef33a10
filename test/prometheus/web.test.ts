import type { PrometheusProps, WebProps } from '../../lib/prometheus';
import { configMapKey, secretKey } from '../../lib/references';
import { parse } from 'yaml';
import { errors, prometheus, synth, type Build, type Monitoring } from './monitoring';

const build =
  (web: WebProps, rest: PrometheusProps = {}): Build =>
  (chart) => {
    prometheus(chart, { web, ...rest });
  };

const tlsConfig = { cert: { secret: secretKey('web', 'tls.crt') }, keySecret: secretKey('web', 'tls.key') };

const webConfig = (monitoring: Monitoring): unknown =>
  parse(monitoring.data('prometheus-k8s')['web-config.yml'] ?? 'null');

const probes = ({ pod }: Monitoring) => {
  const { startupProbe, readinessProbe, livenessProbe } = pod.containers[0] ?? {};
  return { startupProbe, readinessProbe, livenessProbe };
};

describe('the web server', () => {
  test('speaks plain HTTP without a file of its own', () => {
    const plain = synth(build({}));
    expect(webConfig(plain)).toBeNull();
    expect(plain.args.join()).not.toContain('web.config.file');
    expect(probes(plain)).toEqual({
      startupProbe: {
        httpGet: { path: '/-/ready', port: 'web' },
        timeoutSeconds: 3,
        periodSeconds: 15,
        failureThreshold: 60,
      },
      readinessProbe: {
        httpGet: { path: '/-/ready', port: 'web' },
        timeoutSeconds: 3,
        periodSeconds: 5,
        failureThreshold: 3,
      },
      livenessProbe: {
        httpGet: { path: '/-/healthy', port: 'web' },
        timeoutSeconds: 3,
        periodSeconds: 5,
        failureThreshold: 6,
      },
    });
  });

  test('speaks TLS with certificates of a Secret, and probes do, too', () => {
    const secure = synth(
      build({
        tlsConfig: {
          ...tlsConfig,
          clientAuthType: 'VerifyClientCertIfGiven',
          clientCa: { configMap: configMapKey('corporate-ca', 'ca.crt') },
          minVersion: 'TLS13',
        },
        httpConfig: { http2: true, headers: { 'X-Frame-Options': 'deny' } },
      }),
    );
    expect(webConfig(secure)).toEqual({
      tls_server_config: {
        cert_file: '/etc/prometheus/secrets/web/tls.crt',
        key_file: '/etc/prometheus/secrets/web/tls.key',
        client_auth_type: 'VerifyClientCertIfGiven',
        client_ca_file: '/etc/prometheus/configmaps/corporate-ca/ca.crt',
        min_version: 'TLS13',
      },
      http_server_config: { http2: true, headers: { 'X-Frame-Options': 'deny' } },
    });
    expect(secure.args).toContain('--web.config.file=/etc/prometheus/config/web-config.yml');
    expect(probes(secure).readinessProbe?.httpGet).toEqual({
      path: '/-/ready',
      port: 'web',
      scheme: 'HTTPS',
    });
  });

  test('is probed at its port where it demands a certificate, which the kubelet has not', () => {
    const demanding = synth(
      build({ tlsConfig: { ...tlsConfig, clientAuthType: 'RequireAndVerifyClientCert' } }),
    );
    expect(probes(demanding).livenessProbe).toEqual({
      tcpSocket: { port: 'web' },
      timeoutSeconds: 3,
      periodSeconds: 5,
      failureThreshold: 6,
    });
  });

  test('is asked by its own promtool where it demands a password', () => {
    const basicAuth = { username: 'probe', password: secretKey('web', 'password') };
    const locked = synth(
      build(
        { configFile: { secret: secretKey('web', 'web.yml'), tls: true, basicAuth } },
        { routePrefix: '/metrics' },
      ),
    );
    expect(locked.args).toContain('--web.config.file=/etc/prometheus/secrets/web/web.yml');
    expect(probes(locked).readinessProbe).toEqual({
      exec: {
        command: [
          'promtool',
          'check',
          'ready',
          '--url=https://localhost:9090/metrics',
          '--http.config.file=/etc/prometheus/config/probe-client.yml',
        ],
      },
      timeoutSeconds: 3,
      periodSeconds: 5,
      failureThreshold: 3,
    });
    expect(parse(locked.data('prometheus-k8s')['probe-client.yml'] ?? '')).toEqual({
      basic_auth: { username: 'probe', password_file: '/etc/prometheus/secrets/web/password' },
      tls_config: { insecure_skip_verify: true },
    });
    expect(webConfig(locked)).toBeNull();
  });

  test('may take as long to start as it is said', () => {
    const { startupProbe } = probes(synth(build({}, { maximumStartupDurationSeconds: 3_600 })));
    expect((startupProbe?.periodSeconds ?? 0) * (startupProbe?.failureThreshold ?? 0)).toBe(3_600);
  });

  test('serves below the path of the external URL, and is probed there', () => {
    const below = synth(build({}, { externalUrl: 'https://example.com/prometheus/' }));
    expect(probes(below).readinessProbe?.httpGet?.path).toBe('/prometheus/-/ready');
  });
});

test('the address for queries has scheme, Service, namespace and prefix', () => {
  const urls: string[] = [];
  synth((chart) => {
    urls.push(prometheus(chart, { web: { tlsConfig }, routePrefix: '/prometheus' }).url);
  });
  synth((chart) => {
    urls.push(prometheus(chart).url);
  });
  expect(urls).toEqual([
    'https://prometheus-k8s.monitoring.svc:9090/prometheus',
    'http://prometheus-k8s.monitoring.svc:9090',
  ]);
});

describe('a web server is refused', () => {
  const configFile = { secret: secretKey('web', 'web.yml'), tls: false };

  test.each<[string, WebProps, string]>([
    [
      'with a file and TLS',
      { configFile, tlsConfig },
      'web has configFile and tlsConfig, of which only one can hold',
    ],
    [
      'with a file and headers',
      { configFile, httpConfig: {} },
      'web has configFile and httpConfig, of which only one can hold',
    ],
    [
      'with HTTP/2 in the clear',
      { httpConfig: { http2: true } },
      'web.httpConfig.http2 true has no effect without tlsConfig',
    ],
    [
      'that demands what does not exist',
      { tlsConfig: { ...tlsConfig, clientAuthType: 'Require' as never } },
      'web.tlsConfig.clientAuthType "Require" is none of "NoClientCert"',
    ],
    [
      'that takes no connections',
      { maxConnections: 0 },
      'web.maxConnections 0 is not a whole number, 1 or more',
    ],
  ])('%s', (_, web, complaint) => {
    expect(errors(build(web))).toEqual([expect.stringContaining(`monitoring/k8s: ${complaint}`)]);
  });
});

describe('certificates of the web server that are files of the pod already', () => {
  const files = { certFile: '/etc/web/tls.crt', keyFile: '/etc/web/tls.key' };

  test('are named, with ciphers and curves', () => {
    const choices = {
      clientCaFile: '/etc/web/ca.crt',
      cipherSuites: ['TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256'],
      curvePreferences: ['X25519'],
    };
    expect(webConfig(synth(build({ tlsConfig: { ...files, ...choices } })))).toEqual({
      tls_server_config: {
        cert_file: files.certFile,
        key_file: files.keyFile,
        client_ca_file: choices.clientCaFile,
        cipher_suites: choices.cipherSuites,
        curve_preferences: choices.curvePreferences,
      },
    });
  });

  test.each([
    ['no key', { certFile: '/etc/web/tls.crt' }, 'web.tlsConfig.keySecret is missing'],
    ['no certificate', { keyFile: '/etc/web/tls.key' }, 'web.tlsConfig.cert is missing'],
    ['two certificates', { ...tlsConfig, certFile: '/etc/web/tls.crt' }, 'cert and certFile'],
    ['two keys', { ...tlsConfig, keyFile: '/etc/web/tls.key' }, 'keySecret and keyFile'],
    [
      'two authorities',
      { ...tlsConfig, clientCa: { secret: secretKey('web', 'ca.crt') }, clientCaFile: '/ca.crt' },
      'clientCa and clientCaFile',
    ],
  ])('%s: refused', (_, given, says) => {
    expect(errors(build({ tlsConfig: given })).join()).toContain(says);
  });
});
