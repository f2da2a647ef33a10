import { Alertmanager } from '../../lib/alertmanager';
import type { PrometheusProps } from '../../lib/prometheus';
import { configMapKey, secretKey } from '../../lib/references';
import { ServiceMonitor } from '../../lib/scrape';
import { errors, prometheus, synth, takesAll, type Monitoring } from './monitoring';

const compile = (props: PrometheusProps = {}): Monitoring =>
  synth((chart) => {
    prometheus(chart, { selfMonitoring: {}, ...props });
  });

const keeps = (monitoring: Monitoring, job: string) =>
  monitoring
    .job(job)
    .relabel_configs?.filter(({ action }) => action === 'keep')
    .map(({ source_labels: sources = [], regex }) => `${sources.at(0)} =~ ${regex}`);

describe('a Prometheus scrapes itself', () => {
  test('by the Service for queries, once', () => {
    const monitoring = compile();
    expect(monitoring.jobs.map(({ job_name }) => job_name)).toEqual([
      'serviceMonitor/monitoring/prometheus-k8s/0',
    ]);
    expect(keeps(monitoring, 'serviceMonitor/monitoring/prometheus-k8s/0')).toEqual([
      '__meta_kubernetes_service_label_app_kubernetes_io_component =~ (prometheus);true',
      '__meta_kubernetes_service_label_app_kubernetes_io_instance =~ (k8s);true',
      '__meta_kubernetes_service_label_app_kubernetes_io_name =~ (prometheus);true',
      '__meta_kubernetes_endpointslice_port_name =~ web',
    ]);
    const component = (service: string) =>
      monitoring.object('Service', service).metadata.labels?.['app.kubernetes.io/component'];
    expect([component('prometheus-k8s'), component('prometheus-k8s-headless')]).toEqual([
      'prometheus',
      'prometheus-headless',
    ]);
  });

  test('and the Alertmanagers that it sends to, with their companions', () => {
    const monitoring = synth((chart) => {
      const main = new Alertmanager(chart, 'main', { config: 'external', storage: { emptyDir: {} } });
      prometheus(chart, { selfMonitoring: {}, alerting: { alertmanagers: [main] } });
    });
    expect(monitoring.jobs.map(({ job_name }) => job_name)).toEqual([
      'serviceMonitor/monitoring/alertmanager-main-rollout/0',
      'serviceMonitor/monitoring/alertmanager-main/0',
      'serviceMonitor/monitoring/prometheus-k8s/0',
    ]);
    expect(keeps(monitoring, 'serviceMonitor/monitoring/alertmanager-main/0')).toContain(
      '__meta_kubernetes_service_label_app_kubernetes_io_instance =~ (main);true',
    );
  });

  test('below its prefix, over TLS, with the password that it demands', () => {
    const basicAuth = { username: 'probe', password: secretKey('web', 'password') };
    const job = compile({
      routePrefix: '/prometheus',
      web: { configFile: { secret: secretKey('web', 'web.yml'), tls: true, basicAuth } },
    }).job();
    expect(job).toMatchObject({
      metrics_path: '/prometheus/metrics',
      scheme: 'https',
      tls_config: { insecure_skip_verify: true },
      basic_auth: { username: 'probe', password_file: '/etc/prometheus/secrets/web/password' },
    });
  });

  test('and verifies its own certificate on request', () => {
    const tlsConfig = { ca: { configMap: configMapKey('corporate-ca', 'ca.crt') }, serverName: 'prometheus' };
    const job = compile({
      selfMonitoring: { tlsConfig },
      web: {
        tlsConfig: { cert: { secret: secretKey('web', 'tls.crt') }, keySecret: secretKey('web', 'tls.key') },
      },
    }).job();
    expect(job.tls_config).toEqual({
      ca_file: '/etc/prometheus/configmaps/corporate-ca/ca.crt',
      server_name: 'prometheus',
    });
  });

  test('unless it is told not to', () => {
    expect(compile({ selfMonitoring: false }).jobs).toEqual([]);
  });

  test('and a monitor of the same name is an error, because Prometheus takes no two jobs of one name', () => {
    const found = errors((chart) => {
      takesAll(chart, { selfMonitoring: {} });
      new ServiceMonitor(chart, 'prometheus-k8s', {
        selector: { matchLabels: { 'app.kubernetes.io/instance': 'k8s' } },
        endpoints: [{ port: 'web' }],
      });
    });
    expect(found).toEqual([
      'monitoring/k8s: serviceMonitor "prometheus-k8s" (monitoring/prometheus-k8s): "serviceMonitor/monitoring/prometheus-k8s/0" is the name of another job\n' +
        '  The Prometheus scrapes itself under this name: set `selfMonitoring: false`, or choose another name.',
    ]);
  });
});
