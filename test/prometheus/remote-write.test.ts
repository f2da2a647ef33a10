import type { PrometheusProps, RemoteWrite } from '../../lib/prometheus';
import { configMapKey, secretKey } from '../../lib/references';
import { errors, prometheus, synth, type Build } from './monitoring';

const url = 'https://mimir.example.com/api/v1/push';

const build =
  (...remoteWrite: NonNullable<PrometheusProps['remoteWrite']>): Build =>
  (chart) => {
    prometheus(chart, { remoteWrite });
  };
const render = (remote: Partial<RemoteWrite>) => synth(build({ url, ...remote })).config.remote_write?.[0];
const first = (remote: Partial<RemoteWrite>) => errors(build({ url, ...remote }))[0];

describe('samples are sent on', () => {
  test('with no more settings than were given', () => {
    expect(render({})).toEqual({ url });
  });

  test('with a password from a file, whose Secret pods wait for', () => {
    const result = synth(
      build({ url, basicAuth: { username: '42', password: secretKey('mimir', 'password') } }),
    );
    expect(result.config.remote_write?.[0]?.basic_auth).toEqual({
      username: '42',
      password_file: '/etc/prometheus/secrets/mimir/password',
    });
    expect(result.pod.volumes).toContainEqual({
      name: 'secret-mimir',
      secret: { secretName: 'mimir', items: [{ key: 'password', path: 'password' }] },
    });
  });

  test('with a token, of a Secret or of the pod', () => {
    expect(render({ authorization: { credentials: secretKey('mimir', 'token') } })?.authorization).toEqual({
      credentials_file: '/etc/prometheus/secrets/mimir/token',
    });
    expect(render({ bearerTokenFile: '/var/run/secrets/tokens/mimir' })?.authorization).toEqual({
      credentials_file: '/var/run/secrets/tokens/mimir',
    });
  });

  test('with tokens of an OAuth 2 server', () => {
    expect(
      render({
        oauth2: {
          clientId: 'prometheus',
          clientSecret: secretKey('oauth', 'secret'),
          tokenUrl: 'https://login.example.com/token',
          scopes: ['metrics:write'],
          endpointParams: { audience: 'mimir' },
          tlsConfig: { ca: { configMap: configMapKey('corporate-ca', 'ca.crt') } },
        },
      })?.oauth2,
    ).toEqual({
      client_id: 'prometheus',
      client_secret_file: '/etc/prometheus/secrets/oauth/secret',
      token_url: 'https://login.example.com/token',
      scopes: ['metrics:write'],
      endpoint_params: { audience: 'mimir' },
      tls_config: { ca_file: '/etc/prometheus/configmaps/corporate-ca/ca.crt' },
    });
  });

  test('signed for AWS by the identity of the pod', () => {
    expect(
      render({
        sigv4: {
          region: 'eu-west-1',
          roleArn: 'arn:aws:iam::1:role/amp',
          externalId: 'x',
          useFIPSSTSEndpoint: true,
        },
      })?.sigv4,
    ).toEqual({
      region: 'eu-west-1',
      role_arn: 'arn:aws:iam::1:role/amp',
      external_id: 'x',
      use_fips_sts_endpoint: true,
    });
  });

  test('with certificates, through a proxy', () => {
    const result = synth(
      build({
        url,
        proxyUrl: 'http://proxy:3128',
        tlsConfig: {
          ca: { secret: secretKey('mimir-tls', 'ca.crt') },
          cert: { secret: secretKey('mimir-tls', 'tls.crt') },
          keySecret: secretKey('mimir-tls', 'tls.key'),
          serverName: 'mimir',
          minVersion: 'TLS13',
        },
      }),
    );
    expect(result.config.remote_write?.[0]).toEqual({
      url,
      proxy_url: 'http://proxy:3128',
      tls_config: {
        ca_file: '/etc/prometheus/secrets/mimir-tls/ca.crt',
        cert_file: '/etc/prometheus/secrets/mimir-tls/tls.crt',
        key_file: '/etc/prometheus/secrets/mimir-tls/tls.key',
        server_name: 'mimir',
        min_version: 'TLS13',
      },
    });
    expect(result.pod.volumes).toContainEqual({
      name: 'secret-mimir-tls',
      secret: {
        secretName: 'mimir-tls',
        items: ['ca.crt', 'tls.crt', 'tls.key'].map((key) => ({ key, path: key })),
      },
    });
  });

  test('by the protocol that is named', () => {
    expect(render({ messageVersion: 'V1.0' })?.protobuf_message).toBe('prometheus.WriteRequest');
  });

  test('as the queue, the protocol and the relabelings say', () => {
    expect(
      render({
        name: 'mimir',
        messageVersion: 'V2.0',
        remoteTimeout: '10s',
        headers: { 'X-Scope-OrgID': 'payments' },
        sendExemplars: true,
        sendNativeHistograms: true,
        writeRelabelConfigs: [{ sourceLabels: ['__name__'], regex: 'go_.*', action: 'drop' }],
        queueConfig: {
          capacity: 20_000,
          minShards: 2,
          maxShards: 20,
          maxSamplesPerSend: 5_000,
          batchSendDeadline: '10s',
          minBackoff: '100ms',
          maxBackoff: '10s',
          retryOnRateLimit: true,
          sampleAgeLimit: '1h',
        },
        metadataConfig: { send: true, sendInterval: '5m', maxSamplesPerSend: 500 },
      }),
    ).toEqual({
      url,
      name: 'mimir',
      protobuf_message: 'io.prometheus.write.v2.Request',
      remote_timeout: '10s',
      headers: { 'X-Scope-OrgID': 'payments' },
      send_exemplars: true,
      send_native_histograms: true,
      write_relabel_configs: [{ source_labels: ['__name__'], regex: 'go_.*', action: 'drop' }],
      queue_config: {
        capacity: 20_000,
        min_shards: 2,
        max_shards: 20,
        max_samples_per_send: 5_000,
        batch_send_deadline: '10s',
        min_backoff: '100ms',
        max_backoff: '10s',
        retry_on_http_429: true,
        sample_age_limit: '1h',
      },
      metadata_config: { send: true, send_interval: '5m', max_samples_per_send: 500 },
    });
  });
});

describe('a place to write to is refused', () => {
  test('with a key for AWS, which Prometheus reads from no file', () => {
    const sigv4 = {
      region: 'eu-west-1',
      accessKey: secretKey('aws', 'id'),
      secretKey: secretKey('aws', 'key'),
    };
    expect(errors(build({ url, sigv4: sigv4 as object }))).toEqual([
      'monitoring/k8s: remoteWrite[0].sigv4.accessKey cannot be read from a file by Prometheus, and values of Secrets are not written into manifests\n' +
        '  Use workload identity, or mount a credentials file with `secrets` and name its `profile`.',
      expect.stringContaining('remoteWrite[0].sigv4.secretKey cannot be read from a file'),
    ]);
  });

  test.each<[string, Partial<RemoteWrite>, string]>([
    ['that is no URL', { url: 'mimir:9009' }, 'url "mimir:9009" is not an absolute URL (http, https)'],
    [
      'of an unknown protocol',
      { messageVersion: 'V3' as never },
      'messageVersion "V3" is none of "V1.0", "V2.0"',
    ],
    ['that gets no time', { remoteTimeout: '0s' }, 'remoteTimeout "0s" must be longer than zero'],
    [
      // A ticker of length zero, at which the process panics.
      'whose metadata would be sent without pause',
      { metadataConfig: { sendInterval: '0s' } },
      'metadataConfig.sendInterval "0s" must be longer than zero',
    ],
    [
      'whose pauses grow shorter',
      { queueConfig: { minBackoff: '10s' } },
      'queueConfig.minBackoff "10s" is above maxBackoff "5s"',
    ],
    [
      'of fewer shards than the least',
      { queueConfig: { minShards: 51 } },
      'queueConfig.minShards 51 is above maxShards 50',
    ],
    [
      'of no capacity',
      { queueConfig: { capacity: 0 } },
      'queueConfig.capacity 0 is not a whole number, 1 or more',
    ],
    [
      'with a header that is not ours to write',
      { headers: { Authorization: 'Bearer abc' } },
      'headers "Authorization" is written by Prometheus itself',
    ],
  ])('%s', (_, remote, complaint) => {
    expect(first(remote)?.split('\n')[0]).toBe(`monitoring/k8s: remoteWrite[0].${complaint}`);
  });

  test('with two ways to authenticate', () => {
    const basicAuth = { username: '42', password: secretKey('mimir', 'password') };
    expect(errors(build({ url, basicAuth, sigv4: {} }))).toEqual([
      expect.stringContaining('remoteWrite[0] has sigv4 and basicAuth, of which only one can hold'),
    ]);
    expect(errors(build({ url, basicAuth, bearerTokenFile: '/token' }))).toEqual([
      expect.stringContaining('remoteWrite[0] has basicAuth and bearerTokenFile, of which only one can hold'),
    ]);
  });

  test('under the name of another', () => {
    expect(errors(build({ url, name: 'a' }, { url }, { url }, { url, name: 'a' }))).toEqual([
      expect.stringContaining('remoteWrite[3].name "a" is the name of another place to write to'),
    ]);
  });
});
