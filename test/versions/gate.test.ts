import type { Catalogue } from '../../lib/versions/catalogue';
import { checkConfig, checkName, type GateFinding } from '../../lib/versions/gate';
import {
  prometheusCatalogue,
  prometheusFeatures,
  prometheusFlags,
  PROMETHEUS_ROOT,
} from '../../lib/versions/prometheus';
import { reportGates } from '../../lib/versions/report';
import { asWritten, inProps } from '../../lib/versions/words';
import { findings } from '../problems/findings';
import { parseVersion, type Version } from '../../lib/versions/version';

function version(text: string): Version {
  const parsed = parseVersion(text);
  if (parsed === undefined) throw new Error(`${text} is no version`);
  return parsed;
}

function check(config: object, at: string): GateFinding[] {
  return checkConfig(prometheusCatalogue, PROMETHEUS_ROOT, config, version(at));
}

describe('a configuration is held against a version', () => {
  test('and one that the version knows yields nothing', () => {
    const config = {
      global: { scrape_interval: '30s', external_labels: { cluster: 'eu-1', replica: '$(POD_NAME)' } },
      scrape_configs: [{ job_name: 'node', static_configs: [{ targets: ['localhost:9100'] }] }],
    };
    expect(check(config, '3.13.0')).toEqual([]);
  });

  test('a field of a later release is too new, with the release that has it', () => {
    expect(check({ global: { query_max_series: 1000 } }, '3.15.1')).toEqual([
      {
        path: ['global', 'query_max_series'],
        field: 'query_max_series',
        kind: 'too-new',
        fact: { since: '3.16', source: 'CHANGELOG 3.16.0, #20028' },
      },
    ]);
    expect(check({ global: { query_max_series: 1000 } }, '3.16.0')).toEqual([]);
  });

  test('a field that a release took away is removed from that release on', () => {
    const config = { scrape_configs: [{ job_name: 'node', scrape_classic_histograms: true }] };
    expect(check(config, '2.55.1')).toEqual([]);
    expect(check(config, '3.0.0')).toMatchObject([
      { kind: 'removed', fact: { until: '3.0', instead: 'always_scrape_classic_histograms' } },
    ]);
  });

  test('a deprecated field says what took its place', () => {
    const config = { remote_write: [{ url: 'http://mimir', bearer_token_file: '/etc/token' }] };
    expect(check(config, '3.13.0')).toMatchObject([
      {
        path: ['remote_write', 0, 'bearer_token_file'],
        kind: 'deprecated',
        fact: { instead: 'authorization.credentials_file' },
      },
    ]);
  });

  test('an unknown field names the one that was probably meant', () => {
    expect(check({ global: { scrape_intervall: '30s' } }, '3.16.0')).toEqual([
      {
        path: ['global', 'scrape_intervall'],
        field: 'scrape_intervall',
        kind: 'unknown',
        nearest: 'scrape_interval',
      },
    ]);
  });

  test('an unknown field that looks like none names none', () => {
    expect(check({ global: { tenant: 'blue' } }, '3.16.0')).toEqual([
      { path: ['global', 'tenant'], field: 'tenant', kind: 'unknown' },
    ]);
  });

  test('a name that the version does not have is never proposed', () => {
    const [finding] = check({ scrape_configs: [{ scrape_clasic_histograms: true }] }, '3.16.0');
    expect(finding?.nearest).toBe('scrape_native_histograms');
  });
});

describe('the walk', () => {
  test('goes into lists within lists and names the way', () => {
    const config = {
      alerting: {
        alertmanagers: [
          { kubernetes_sd_configs: [{ role: 'pod' }] },
          { kubernetes_sd_configs: [{ role: 'pod', namespaces: { name: ['monitoring'] } }] },
        ],
      },
    };
    expect(check(config, '3.16.0')).toMatchObject([
      {
        path: ['alerting', 'alertmanagers', 1, 'kubernetes_sd_configs', 0, 'namespaces', 'name'],
        nearest: 'names',
      },
    ]);
  });

  test('finds fields of inlined structs where they are inlined, and only there', () => {
    const tls = { tls_config: { insecure_skip_verify: true } };
    const config = { scrape_configs: [{ ...tls, gce_sd_configs: [tls], http_sd_configs: [tls] }] };
    expect(check(config, '3.16.0').map((finding) => finding.path)).toEqual([
      ['scrape_configs', 0, 'gce_sd_configs', 0, 'tls_config'],
    ]);
  });

  test('leaves maps of free names alone', () => {
    const config = {
      global: { external_labels: { scrape_intervall: 'a label' } },
      scrape_configs: [
        { params: { module: ['http_2xx'] }, http_headers: { 'X-Scope-OrgID': { values: ['blue'] } } },
      ],
    };
    expect(check(config, '3.16.0')).toEqual([]);
  });

  test('skips fields that are not rendered, and takes null for an empty section', () => {
    expect(check({ globall: undefined, global: null, scrape_configs: null }, '3.16.0')).toEqual([]);
  });

  test('looks at values of the wrong shape only as far as they go', () => {
    expect(check({ global: 'yes', scrape_configs: { job_nam: 'x' } }, '3.16.0')).toMatchObject([
      { path: ['scrape_configs', 'job_nam'], nearest: 'job_name' },
    ]);
  });

  test('is not misled by names that every object has', () => {
    expect(check({ constructor: {}, toString: 1 }, '3.16.0').map((finding) => finding.kind)).toEqual([
      'unknown',
      'unknown',
    ]);
  });

  test('refuses a catalogue that names a section it does not have', () => {
    const broken: Catalogue = { root: { child: { since: '2.0', source: 'test', section: 'gone' } } };
    expect(() => checkConfig(broken, 'root', { child: {} }, version('3.16.0'))).toThrow(
      'catalogue has no section "gone"',
    );
  });
});

describe('a secret in clear', () => {
  const job = (fields: object): GateFinding[] =>
    check({ scrape_configs: [{ job_name: 'node', ...fields }] }, '3.13.0');

  test('is found, with the field that names a file instead', () => {
    expect(job({ basic_auth: { username: 'a', password: 'hunter2' } })).toMatchObject([
      {
        path: ['scrape_configs', 0, 'basic_auth', 'password'],
        field: 'password',
        kind: 'secret',
        twin: 'password_file',
      },
    ]);
  });

  test('is found where upstream has no such field', () => {
    const [finding] = job({ consul_sd_configs: [{ server: 'consul:8500', token: 'hunter2' }] });
    expect(finding).toMatchObject({ field: 'token', kind: 'secret' });
    expect(finding).not.toHaveProperty('twin');
  });

  test('is found in headers of free names', () => {
    expect(
      job({ http_headers: { 'X-Key': { secrets: ['hunter2'] }, 'X-Org': { values: ['a'] } } }),
    ).toMatchObject([
      { path: ['scrape_configs', 0, 'http_headers', 'X-Key', 'secrets'], kind: 'secret', twin: 'files' },
    ]);
  });

  test('is found in URLs', () => {
    const url = 'https://ops:hunter2@example.com';
    expect(job({ http_sd_configs: [{ url }] })).toMatchObject([{ field: 'url', kind: 'secret' }]);
  });

  test('is none where nothing is set, or a file is named', () => {
    expect(job({ basic_auth: { password: '', password_file: '/etc/a' }, http_headers: { a: null } })).toEqual(
      [],
    );
  });

  test.each([
    [asWritten, 1],
    [inProps, 0],
  ])("is said, without the secret, of the user's own words only: %#", (words, count) => {
    const found = findings((where) => {
      reportGates(
        where,
        job({ basic_auth: { password: 'hunter2' } }),
        'Prometheus',
        version('3.13.0'),
        words,
      );
    });
    expect(found).toEqual(
      [
        'app: scrape_configs[0].basic_auth.password holds a secret, which everybody could read in the manifest\n' +
          '  Use `password_file`, and mount the Secret, for example by `secrets`.',
      ].slice(0, count),
    );
  });
});

describe('a flag or feature is held against a version', () => {
  test.each([
    ['web.search.max-limit', '3.13.0', undefined],
    ['web.search.max-limit', '3.12.0', 'too-new'],
    ['storage.tsdb.retention.time', '3.7.0', undefined],
    ['storage.tsdb.retention.time', '3.8.0', 'deprecated'],
    ['no-storage.tsdb.wal-compression', '3.16.0', undefined],
    ['no-storage.tsdb.path', '3.16.0', 'unknown'],
    ['alertmanager.timeout', '3.16.0', 'unknown'],
  ])('--%s in %s: %s', (name, at, kind) => {
    expect(checkName(prometheusFlags, name, version(at))?.kind).toBe(kind);
  });

  test.each([
    ['query-cost', '3.15.0', 'too-new'],
    ['query-cost', '3.16.0', undefined],
    ['promql-duration-expr', '3.13.2', undefined],
    ['promql-duration-expr', '3.14.0', 'deprecated'],
  ])('--enable-feature=%s in %s: %s', (name, at, kind) => {
    expect(checkName(prometheusFeatures, name, version(at))?.kind).toBe(kind);
  });

  test('an unknown one names the one that was probably meant', () => {
    expect(checkName(prometheusFlags, 'web.enable-lifecyle', version('3.16.0'))).toEqual({
      path: ['web.enable-lifecyle'],
      field: 'web.enable-lifecyle',
      kind: 'unknown',
      nearest: 'web.enable-lifecycle',
    });
  });

  test('a pre-release counts as the release that it precedes', () => {
    expect(checkName(prometheusFeatures, 'query-cost', version('3.16.0-rc.0'))).toBeUndefined();
  });
});
