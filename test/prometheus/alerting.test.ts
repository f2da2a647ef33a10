import { Alertmanager } from '../../lib/alertmanager';
import type { Alerting, AlertmanagerTarget, PrometheusProps } from '../../lib/prometheus';
import { configMapKey, secretKey } from '../../lib/references';
import { errors, prometheus, synth, type Build } from './monitoring';

const alerting = (props: Alerting, rest: PrometheusProps = {}) =>
  synth((chart) => {
    prometheus(chart, { alerting: props, ...rest });
  }).config.alerting;

const targets = ['alertmanager-0.example.com:9093', 'alertmanager-1.example.com:9093'];

describe('alerts are sent', () => {
  test('to each instance of an Alertmanager of the app, under one identity of all replicas', () => {
    const { config } = synth((chart) => {
      const main = new Alertmanager(chart, 'main', {
        replicas: 2,
        config: 'external',
        storage: { emptyDir: {} },
        routePrefix: '/alerts',
      });
      prometheus(chart, { alerting: { alertmanagers: [main] } });
    });
    expect(config.alerting).toEqual({
      alert_relabel_configs: [{ regex: 'prometheus_replica', action: 'labeldrop' }],
      alertmanagers: [
        {
          scheme: 'http',
          path_prefix: '/alerts',
          static_configs: [
            {
              targets: [
                'alertmanager-main-0.alertmanager-main-headless.monitoring.svc:9093',
                'alertmanager-main-1.alertmanager-main-headless.monitoring.svc:9093',
              ],
            },
          ],
        },
      ],
    });
  });

  test('to instances of one that is defined elsewhere', () => {
    const target: AlertmanagerTarget = {
      targets,
      scheme: 'https',
      pathPrefix: '/am',
      timeout: '5s',
      basicAuth: { username: 'prometheus', password: secretKey('alertmanager', 'password') },
      tlsConfig: { ca: { configMap: configMapKey('corporate-ca', 'ca.crt') } },
      relabelings: [{ sourceLabels: ['__address__'], regex: '(.*):.*', targetLabel: 'host' }],
      alertRelabelings: [{ regex: 'secret_.*', action: 'labeldrop' }],
    };
    expect(alerting({ alertmanagers: [target] })?.alertmanagers).toEqual([
      {
        scheme: 'https',
        path_prefix: '/am',
        timeout: '5s',
        basic_auth: {
          username: 'prometheus',
          password_file: '/etc/prometheus/secrets/alertmanager/password',
        },
        tls_config: { ca_file: '/etc/prometheus/configmaps/corporate-ca/ca.crt' },
        static_configs: [{ targets }],
        relabel_configs: [{ source_labels: ['__address__'], regex: '(.*):.*', target_label: 'host' }],
        alert_relabel_configs: [{ regex: 'secret_.*', action: 'labeldrop' }],
      },
    ]);
  });

  test('signed for AWS, with the identity of the pods', () => {
    const sigv4 = { region: 'eu-central-1', roleArn: 'arn:aws:iam::123456789012:role/alerts' };
    expect(alerting({ alertmanagers: [{ targets, sigv4 }] })?.alertmanagers?.[0]?.sigv4).toEqual({
      region: 'eu-central-1',
      role_arn: 'arn:aws:iam::123456789012:role/alerts',
    });
  });

  test('after relabelings of the user, and without the label of the replica under whatever name', () => {
    const relabelings = (rest: PrometheusProps) =>
      alerting(
        { alertmanagers: [{ targets }], alertRelabelings: [{ targetLabel: 'region', replacement: 'eu' }] },
        rest,
      )?.alert_relabel_configs;
    expect(relabelings({ replicaExternalLabelName: 'replica.pod' })).toEqual([
      { regex: 'replica\\.pod', action: 'labeldrop' },
      { target_label: 'region', replacement: 'eu' },
    ]);
    expect(relabelings({ replicaExternalLabelName: '' })).toEqual([
      { target_label: 'region', replacement: 'eu' },
    ]);
  });
});

describe('a place for alerts is refused', () => {
  const build =
    (target: AlertmanagerTarget): Build =>
    (chart) => {
      prometheus(chart, { alerting: { alertmanagers: [target] } });
    };

  test('that names no Alertmanager', () => {
    expect(errors(build({}))).toEqual([
      'monitoring/k8s: alerting.alertmanagers[0] names no Alertmanager\n  Set `alertmanager`, `targets` or `url`.',
    ]);
    expect(errors(build({ targets: [] }))).toHaveLength(1);
  });

  test('that is a URL, where a host is meant', () => {
    expect(errors(build({ targets: ['http://alertmanager:9093'] }))).toEqual([
      expect.stringContaining(
        'alerting.alertmanagers[0].targets[0] "http://alertmanager:9093" is not a host with an optional port',
      ),
    ]);
  });

  test('that gets no time', () => {
    expect(errors(build({ targets, timeout: '0s' }))).toEqual([
      expect.stringContaining('alerting.alertmanagers[0].timeout "0s" must be longer than zero'),
    ]);
  });

  test('that is spoken to in another scheme', () => {
    expect(errors(build({ targets, scheme: 'ftp' as never }))).toEqual([
      expect.stringContaining('alerting.alertmanagers[0].scheme "ftp"'),
    ]);
  });

  test('that is named already', () => {
    expect(
      errors((chart) => {
        const main = new Alertmanager(chart, 'main', { config: 'external', storage: { emptyDir: {} } });
        const alertmanagers = [main, { alertmanager: main, timeout: '5s' }];
        prometheus(chart, { selfMonitoring: {}, alerting: { alertmanagers } });
      }),
    ).toEqual([
      'monitoring/k8s: alerting.alertmanagers[1] "monitoring/main" is the Alertmanager that alertmanagers[0] names already\n' +
        '  Name it once: it gets every alert.',
    ]);
  });
});

describe('an Alertmanager of the app that serves https', () => {
  const warnings = (settings: Omit<AlertmanagerTarget, 'alertmanager'> | undefined) =>
    synth((chart) => {
      const alertmanager = new Alertmanager(chart, 'main', {
        config: 'external',
        storage: { emptyDir: {} },
        web: {
          tlsConfig: {
            cert: { secret: secretKey('tls', 'tls.crt') },
            keySecret: secretKey('tls', 'tls.key'),
          },
        },
      });
      prometheus(chart, {
        alerting: { alertmanagers: [settings === undefined ? alertmanager : { alertmanager, ...settings }] },
      });
    }).warnings;

  test('is a warning where nobody says how its certificate is verified', () => {
    const warning = expect.stringMatching(
      /^monitoring\/k8s: alerting\.alertmanagers\[0\] "monitoring\/main" serves https, .*\n.*tlsConfig: \{ ca:/,
    ) as string;
    expect(warnings(undefined)).toEqual([warning]);
    expect(warnings({ timeout: '5s' })).toEqual([warning]);
  });

  test('is none where the user says it', () => {
    expect(warnings({ tlsConfig: { ca: { configMap: configMapKey('ca', 'ca.crt') } } })).toEqual([]);
    expect(warnings({ tlsConfig: {} })).toEqual([]);
  });
});

describe('an Alertmanager', () => {
  test('elsewhere can be an address', () => {
    expect(alerting({ alertmanagers: [{ url: 'https://alerts.example.org/am/' }] })?.alertmanagers).toEqual([
      {
        scheme: 'https',
        path_prefix: '/am',
        static_configs: [{ targets: ['alerts.example.org:443'] }],
      },
    ]);
  });

  test('of the app can be discovered, which takes the right to look', () => {
    const { config, manifests } = synth((chart) => {
      const main = new Alertmanager(chart, 'main', { config: 'external', storage: { emptyDir: {} } });
      prometheus(chart, { alerting: { alertmanagers: [{ alertmanager: main, discovery: 'Kubernetes' }] } });
    });
    expect(config.alerting?.alertmanagers).toEqual([
      {
        scheme: 'http',
        kubernetes_sd_configs: [{ role: 'endpointslice', namespaces: { names: ['monitoring'] } }],
        relabel_configs: [
          {
            source_labels: ['__meta_kubernetes_service_name'],
            regex: 'alertmanager-main-headless',
            action: 'keep',
          },
          { source_labels: ['__meta_kubernetes_endpointslice_port_name'], regex: 'web', action: 'keep' },
        ],
      },
    ]);
    expect(JSON.stringify(manifests.filter(({ kind }) => kind === 'Role'))).toContain('endpointslices');
  });

  test('can have alerts of one severity to itself', () => {
    const only = (severity: string) => [
      { sourceLabels: ['severity'], regex: severity, action: 'keep' as const },
    ];
    const { config } = synth((chart) => {
      const [pages, rest] = ['pages', 'rest'].map(
        (id) => new Alertmanager(chart, id, { config: 'external', storage: { emptyDir: {} } }),
      );
      prometheus(chart, {
        alerting: {
          alertmanagers: [
            { ...(pages ? { alertmanager: pages } : {}), alertRelabelings: only('critical') },
            { ...(rest ? { alertmanager: rest } : {}), alertRelabelings: only('warning|info') },
          ],
        },
      });
    });
    expect(config.alerting?.alertmanagers?.map((each) => each.alert_relabel_configs)).toEqual([
      [{ source_labels: ['severity'], regex: 'critical', action: 'keep' }],
      [{ source_labels: ['severity'], regex: 'warning|info', action: 'keep' }],
    ]);
  });

  test.each<[reason: string, target: AlertmanagerTarget, expected: string]>([
    ['an address and more', { url: 'http://a', targets }, 'has url and targets, of which only one can hold'],
    ['no address', { url: 'alerts.example.org' }, 'is not an absolute URL (http, https)'],
    [
      'a discovery of strangers',
      { targets, discovery: 'Kubernetes' },
      'finds an Alertmanager of the app only',
    ],
  ])('%s is an error', (_reason, target, expected) => {
    const found = errors((chart) => {
      prometheus(chart, { alerting: { alertmanagers: [target] } });
    });
    expect(JSON.stringify(found)).toContain(expected);
  });
});
