import { PodMonitor, type PodMonitorProps } from '../../lib/scrape';
import { synth, takesAll } from '../prometheus/monitoring';

function job(props: Partial<PodMonitorProps> = {}) {
  return synth((chart) => {
    takesAll(chart);
    new PodMonitor(chart, 'worker', {
      selector: { matchLabels: { app: 'worker' } },
      podMetricsEndpoints: [{ port: 'metrics' }],
      ...props,
    });
  }).job();
}

const copy = (source: string, target: string) => ({ source_labels: [source], target_label: target });
const RUNNING = {
  source_labels: ['__meta_kubernetes_pod_phase'],
  regex: '(Failed|Succeeded)',
  action: 'drop',
};

describe('a PodMonitor becomes a job for each endpoint', () => {
  test('the least one: pods of its namespace and the relabelings of the operator, in their order', () => {
    expect(job()).toEqual({
      job_name: 'podMonitor/monitoring/worker/0',
      kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: ['monitoring'] } }],
      relabel_configs: [
        copy('job', '__tmp_prometheus_job_name'),
        RUNNING,
        {
          source_labels: ['__meta_kubernetes_pod_label_app', '__meta_kubernetes_pod_labelpresent_app'],
          regex: '(worker);true',
          action: 'keep',
        },
        {
          source_labels: ['__meta_kubernetes_pod_container_port_name'],
          regex: 'metrics',
          action: 'keep',
        },
        copy('__meta_kubernetes_namespace', 'namespace'),
        copy('__meta_kubernetes_pod_container_name', 'container'),
        copy('__meta_kubernetes_pod_name', 'pod'),
        { target_label: 'job', replacement: 'monitoring/worker' },
        { target_label: 'endpoint', replacement: 'metrics' },
      ],
    });
  });

  test('with a port by its number, labels of the pod, a job from one of them, and steps of the user last', () => {
    const { relabel_configs: steps = [] } = job({
      podMetricsEndpoints: [
        {
          portNumber: 8080,
          filterRunning: false,
          relabelings: [{ action: 'labeldrop', regex: 'container' }],
        },
      ],
      podTargetLabels: ['app.kubernetes.io/version'],
      jobLabel: 'app.kubernetes.io/name',
    });
    expect(steps).not.toContainEqual(RUNNING);
    expect(steps.slice(2)).toEqual([
      {
        source_labels: ['__meta_kubernetes_pod_container_port_number'],
        regex: '8080',
        action: 'keep',
      },
      copy('__meta_kubernetes_namespace', 'namespace'),
      copy('__meta_kubernetes_pod_container_name', 'container'),
      copy('__meta_kubernetes_pod_name', 'pod'),
      {
        source_labels: ['__meta_kubernetes_pod_label_app_kubernetes_io_version'],
        target_label: 'app_kubernetes_io_version',
        regex: '(.+)',
      },
      { target_label: 'job', replacement: 'monitoring/worker' },
      {
        source_labels: ['__meta_kubernetes_pod_label_app_kubernetes_io_name'],
        target_label: 'job',
        regex: '(.+)',
      },
      { target_label: 'endpoint', replacement: '8080' },
      { regex: 'container', action: 'labeldrop' },
    ]);
  });

  test('without a port every port of the pods is scraped, and none is named', () => {
    const { relabel_configs: steps = [] } = job({ podMetricsEndpoints: [{ path: '/metrics' }] });
    expect(JSON.stringify(steps)).not.toContain('container_port');
    expect(steps.filter(({ target_label }) => target_label === 'endpoint')).toEqual([]);
  });

  test('its selector is applied by the API server on request', () => {
    const { kubernetes_sd_configs: discovery, relabel_configs: steps = [] } = job({
      selectorMechanism: 'RoleSelector',
      namespaceSelector: { any: true },
      attachMetadata: { node: true },
    });
    expect(discovery).toEqual([
      {
        role: 'pod',
        selectors: [{ role: 'pod', label: 'app=worker' }],
        attach_metadata: { node: true },
      },
    ]);
    expect(JSON.stringify(steps)).not.toContain('pod_label_app');
  });

  test('an empty selector takes all pods, by either mechanism', () => {
    expect(job({ selector: {} }).relabel_configs?.[2]?.action).toBe('keep');
    expect(JSON.stringify(job({ selector: {} }))).not.toContain('labelpresent');
    expect(job({ selector: {}, selectorMechanism: 'RoleSelector' }).kubernetes_sd_configs).toEqual([
      { role: 'pod', namespaces: { names: ['monitoring'] } },
    ]);
  });
});
