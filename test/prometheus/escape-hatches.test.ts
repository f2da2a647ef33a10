import type { PrometheusProps } from '../../lib/prometheus';
import { ServiceMonitor } from '../../lib/scrape';
import { errors, prometheus, synth, takesAll, type Build } from './monitoring';

const build =
  (props: PrometheusProps): Build =>
  (chart) => {
    prometheus(chart, props);
  };

const router = { job_name: 'router', static_configs: [{ targets: ['router-1:9100'] }] };

describe('additional jobs', () => {
  test('stand beside those of the monitors, as they were written', () => {
    const { jobs, figures } = synth((chart) => {
      takesAll(chart, { additionalScrapeConfigs: [router] });
      new ServiceMonitor(chart, 'checkout', {
        selector: { matchLabels: { app: 'checkout' } },
        endpoints: [{ port: 'metrics' }],
      });
    });
    expect(jobs.map(({ job_name }) => job_name)).toEqual(['router', 'serviceMonitor/monitoring/checkout/0']);
    expect(jobs[0]).toEqual(router);
    expect(figures['monitoring/k8s']).toMatchObject({ scrapeJobs: 2 });
  });

  test('of a name that is taken are an error, wherever they are said', () => {
    const clash: Build = (chart) => {
      takesAll(chart, {
        additionalScrapeConfigs: [
          router,
          router,
          { ...router, job_name: 'serviceMonitor/monitoring/checkout/0' },
        ],
        additionalConfig: { scrape_configs: [router] },
      });
      new ServiceMonitor(chart, 'checkout', {
        selector: { matchLabels: { app: 'checkout' } },
        endpoints: [{ port: 'metrics' }],
      });
    };
    expect(errors(clash)).toEqual([
      'monitoring/k8s: additionalConfig.scrape_configs[0].job_name "router" is the name of another job\n' +
        '  Prometheus refuses two jobs of one name; choose another.',
      expect.stringContaining('additionalScrapeConfigs[1].job_name "router" is the name of another job'),
      expect.stringContaining(
        'additionalScrapeConfigs[2].job_name "serviceMonitor/monitoring/checkout/0" is the name of another job',
      ),
    ]);
  });

  test('are held against the version, in their own words', () => {
    const unknown = { ...router, metric_path: '/snmp' } as never;
    expect(errors(build({ additionalScrapeConfigs: [unknown] }))).toEqual([
      'monitoring/k8s: additionalScrapeConfigs[0].metric_path is unknown to Prometheus 3.16.0\n' +
        '  Did you mean "metrics_path"?',
    ]);
  });
});

describe('additional configuration', () => {
  test('is merged over ours: objects field by field, lists appended, all else replaced', () => {
    const { config } = synth(
      build({
        externalLabels: { cluster: 'eu-1' },
        alerting: { alertmanagers: [{ targets: ['alertmanager:9093'] }] },
        additionalConfig: {
          global: {
            scrape_interval: '1m',
            query_log_file: '/prometheus/query.log',
            external_labels: { zone: 'a' },
          },
          rule_files: ['/etc/prometheus/configmaps/extra/*.yml'],
          alerting: { alertmanagers: [{ static_configs: [{ targets: ['other:9093'] }] }] },
          tracing: { endpoint: 'tempo:4317' },
        },
      }),
    );
    expect(config).toEqual({
      global: {
        scrape_interval: '1m',
        evaluation_interval: '30s',
        external_labels: {
          cluster: 'eu-1',
          prometheus: 'monitoring/k8s',
          prometheus_replica: '${POD_NAME}',
          zone: 'a',
        },
        query_log_file: '/prometheus/query.log',
      },
      rule_files: [
        '/etc/prometheus/user-rules/own/*.yaml',
        '/etc/prometheus/user-rules/own/*.yml',
        '/etc/prometheus/user-rules/check/*.yaml',
        '/etc/prometheus/configmaps/extra/*.yml',
      ],
      scrape_config_files: [],
      alerting: {
        alert_relabel_configs: [{ regex: 'prometheus_replica', action: 'labeldrop' }],
        alertmanagers: [
          { static_configs: [{ targets: ['alertmanager:9093'] }] },
          { static_configs: [{ targets: ['other:9093'] }] },
        ],
      },
      tracing: { endpoint: 'tempo:4317' },
    });
  });

  test('with a field that nobody knows is an error with the nearest name', () => {
    const additionalConfig = { global: { scrape_intervall: '1m' } } as never;
    expect(errors(build({ additionalConfig }))).toEqual([
      'monitoring/k8s: additionalConfig.global.scrape_intervall is unknown to Prometheus 3.16.0\n' +
        '  Did you mean "scrape_interval"?',
    ]);
  });

  test('with a field that only a later version has is an error with that version', () => {
    const additionalConfig = { global: { query_max_series: 1_000 } };
    expect(errors(build({ version: '3.13.0', additionalConfig }))).toEqual([
      'monitoring/k8s: additionalConfig.global.query_max_series needs Prometheus 3.16, the version is 3.13.0\n' +
        '  Raise `version`, or leave the field out (CHANGELOG 3.16.0, #20028).',
    ]);
    expect(synth(build({ version: '3.16.0', additionalConfig })).config.global?.query_max_series).toBe(1_000);
  });
});

test('pods, containers and their volumes are merged by name', () => {
  const { pod } = synth(
    build({
      containers: [
        { name: 'prometheus', env: [{ name: 'GOGC', value: '50' }] },
        { name: 'logger', image: 'busybox:1.37' },
      ],
      volumes: [{ name: 'routers', emptyDir: {} }],
      volumeMounts: [{ name: 'routers', mountPath: '/etc/prometheus/routers' }],
      podSpec: { runtimeClassName: 'gvisor' },
    }),
  );
  expect(pod.containers.map(({ name }) => name)).toEqual(['prometheus', 'user-rules-check', 'logger']);
  expect(pod.containers[0]?.env?.map(({ name }) => name)).toEqual(['POD_NAME', 'GOGC']);
  expect(pod.containers[0]?.volumeMounts).toContainEqual({
    name: 'routers',
    mountPath: '/etc/prometheus/routers',
  });
  expect(pod.volumes).toContainEqual({ name: 'routers', emptyDir: {} });
  expect(pod.runtimeClassName).toBe('gvisor');
});
