import { renderHttpClient, type HttpClient } from '../../lib/http';
import type { HttpClientConfig } from '../../lib/native/prometheus';
import { configMapKey, MountedFiles, secretKey } from '../../lib/references';
import { problemsOf } from '../problems/findings';

const SECRETS = '/etc/prometheus/secrets';

function render(props: HttpClient): HttpClientConfig {
  const files = new MountedFiles('monitoring', '/etc/prometheus');
  let config: HttpClientConfig = {};
  const problems = problemsOf((where) => {
    config = renderHttpClient(where, props, {
      files,
      referrer: { namespace: 'monitoring', optional: false },
    });
  });
  expect(problems).toEqual([]);
  return config;
}

describe('an HTTP client in the words of Prometheus', () => {
  test.each<[string, HttpClient, HttpClientConfig]>([
    ['nothing', {}, {}],
    [
      'a name and a password from a file',
      { basicAuth: { username: 'prometheus', password: secretKey('mimir', 'password') } },
      { basic_auth: { username: 'prometheus', password_file: `${SECRETS}/mimir/password` } },
    ],
    [
      'a name that stays out of the manifests as well',
      { basicAuth: { username: secretKey('mimir', 'user'), password: secretKey('mimir', 'password') } },
      { basic_auth: { username_file: `${SECRETS}/mimir/user`, password_file: `${SECRETS}/mimir/password` } },
    ],
    [
      'a token from a Secret',
      { authorization: { credentials: secretKey('mimir', 'token') } },
      { authorization: { credentials_file: `${SECRETS}/mimir/token` } },
    ],
    [
      'an authorization of another type',
      { authorization: { type: 'GenieKey', credentials: secretKey('opsgenie', 'key') } },
      { authorization: { type: 'GenieKey', credentials_file: `${SECRETS}/opsgenie/key` } },
    ],
    [
      'the token of the ServiceAccount',
      { bearerTokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token' },
      { authorization: { credentials_file: '/var/run/secrets/kubernetes.io/serviceaccount/token' } },
    ],
    [
      'a token server, with its own TLS and proxy',
      {
        oauth2: {
          clientId: 'prometheus',
          clientSecret: secretKey('idp', 'secret'),
          tokenUrl: 'https://idp.example.com/token',
          scopes: ['metrics'],
          endpointParams: { audience: 'mimir' },
          tlsConfig: { ca: { configMap: configMapKey('corporate-ca', 'ca.crt') } },
          proxyUrl: 'http://proxy:3128',
          noProxy: '10.0.0.0/8',
        },
      },
      {
        oauth2: {
          client_id: 'prometheus',
          client_secret_file: `${SECRETS}/idp/secret`,
          token_url: 'https://idp.example.com/token',
          scopes: ['metrics'],
          endpoint_params: { audience: 'mimir' },
          tls_config: { ca_file: '/etc/prometheus/configmaps/corporate-ca/ca.crt' },
          proxy_url: 'http://proxy:3128',
          no_proxy: '10.0.0.0/8',
        },
      },
    ],
    [
      'TLS with references',
      {
        tlsConfig: {
          ca: { secret: secretKey('etcd', 'ca.crt') },
          cert: { secret: secretKey('etcd', 'tls.crt') },
          keySecret: secretKey('etcd', 'tls.key'),
          serverName: 'etcd.kube-system.svc',
          minVersion: 'TLS12',
          maxVersion: 'TLS13',
        },
      },
      {
        tls_config: {
          ca_file: `${SECRETS}/etcd/ca.crt`,
          cert_file: `${SECRETS}/etcd/tls.crt`,
          key_file: `${SECRETS}/etcd/tls.key`,
          server_name: 'etcd.kube-system.svc',
          min_version: 'TLS12',
          max_version: 'TLS13',
        },
      },
    ],
    [
      'TLS with files that are in the pod already',
      {
        tlsConfig: {
          caFile: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt',
          certFile: '/certs/tls.crt',
          keyFile: '/certs/tls.key',
          insecureSkipVerify: true,
        },
      },
      {
        tls_config: {
          ca_file: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt',
          cert_file: '/certs/tls.crt',
          key_file: '/certs/tls.key',
          insecure_skip_verify: true,
        },
      },
    ],
    [
      'the proxy of the environment, and switches that are off',
      { proxyFromEnvironment: true, followRedirects: false, enableHttp2: false },
      { proxy_from_environment: true, follow_redirects: false, enable_http2: false },
    ],
  ])('%s', (_, props, config) => {
    expect(render(props)).toStrictEqual(config);
  });

  test('says at which field a reference is wrong', () => {
    const foreign = secretKey('idp', 'key', { namespace: 'shop' });
    const problems = problemsOf((where) => {
      renderHttpClient(
        where.at('remoteWrite', 0),
        {
          basicAuth: { username: foreign, password: foreign },
          authorization: { credentials: foreign },
          oauth2: {
            clientId: 'a',
            clientSecret: foreign,
            tokenUrl: 'https://idp',
            tlsConfig: { ca: { secret: foreign } },
          },
          tlsConfig: { cert: { configMap: foreign }, keySecret: foreign },
        },
        {
          files: new MountedFiles('monitoring', '/etc/prometheus'),
          referrer: { namespace: 'monitoring', optional: false },
        },
      );
    });
    expect(problems.map(({ code, field }) => `${code} ${field}`).sort()).toEqual(
      [
        'authorization.credentials',
        'basicAuth.password',
        'basicAuth.username',
        'oauth2.clientSecret',
        'oauth2.tlsConfig.ca.secret',
        'tlsConfig.cert.configMap',
        'tlsConfig.keySecret',
      ].map((field) => `foreign-reference remoteWrite[0].${field}`),
    );
  });
});
