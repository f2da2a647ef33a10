import { App, Chart, Testing } from 'cdk8s';
import { explainTarget, Prometheus, prometheusConfig, renderExplanation, ServiceMonitor } from '../../lib';
import type { PrometheusConfig } from '../../lib/native/prometheus';
import type { Labels } from '../../lib/relabel';

const POD: Labels = {
  __address__: '10.244.0.7:8080',
  __meta_kubernetes_namespace: 'shop',
  __meta_kubernetes_pod_name: 'checkout-0',
  __meta_kubernetes_pod_phase: 'Running',
  __meta_kubernetes_pod_label_app: 'checkout',
};

const PODS = [{ role: 'pod' as const }];
const KEEP_APP = {
  source_labels: ['__meta_kubernetes_pod_label_app'],
  regex: 'checkout',
  action: 'keep' as const,
};

const CONFIG: PrometheusConfig = {
  global: { scrape_interval: '30s' },
  scrape_configs: [
    {
      job_name: 'checkout',
      kubernetes_sd_configs: PODS,
      metrics_path: '/custom',
      relabel_configs: [
        KEEP_APP,
        { source_labels: ['__meta_kubernetes_pod_name'], target_label: 'pod' },
        { source_labels: ['__meta_kubernetes_pod_node_name'], regex: '(.+)', target_label: 'node' },
        { target_label: 'job', replacement: 'shop' },
      ],
    },
    {
      job_name: 'basket',
      kubernetes_sd_configs: PODS,
      relabel_configs: [
        { target_label: 'x', replacement: 'y' },
        { ...KEEP_APP, regex: 'basket' },
      ],
    },
    {
      job_name: 'slow',
      kubernetes_sd_configs: PODS,
      relabel_configs: [{ target_label: '__scrape_timeout__', replacement: '1h' }],
    },
    { job_name: 'nodes', kubernetes_sd_configs: [{ role: 'node' }] },
    { job_name: 'bank', kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: ['bank'] } }] },
    { job_name: 'consul', consul_sd_configs: [{ server: 'consul:8500' }] },
    { job_name: 'self', static_configs: [{ targets: ['localhost:9090'] }] },
  ],
};

function verdicts(labels: Labels): Record<string, string> {
  return Object.fromEntries(explainTarget(CONFIG, labels).jobs.map(({ job, verdict }) => [job, verdict]));
}

test('each job has its verdict', () => {
  expect(verdicts(POD)).toEqual({
    checkout: 'kept',
    basket: 'dropped',
    slow: 'refused',
    nodes: 'not discovered',
    bank: 'not discovered',
    consul: 'not discovered',
    self: 'not discovered',
  });
});

test('the job that keeps the target says its labels and where it is scraped', () => {
  expect(explainTarget(CONFIG, POD).jobs[0]).toMatchObject({
    labels: { instance: '10.244.0.7:8080', job: 'shop', pod: 'checkout-0' },
    url: 'http://10.244.0.7:8080/custom',
  });
});

test('the job that drops it says by which rule, and what that has looked at', () => {
  expect(explainTarget(CONFIG, POD).jobs[1]).toMatchObject({
    by: {
      index: 1,
      text: 'keep if __meta_kubernetes_pod_label_app matches "basket"',
      value: 'checkout',
    },
  });
});

test('a target that is written down belongs to the job that has it', () => {
  expect(explainTarget(CONFIG, { __address__: 'localhost:9090' }).jobs.at(-1)).toMatchObject({
    verdict: 'kept',
  });
  expect(explainTarget(CONFIG, { __address__: 'localhost:1' }).jobs.at(-1)).toMatchObject({
    verdict: 'not discovered',
    reason: 'its static_configs have localhost:9090',
  });
});

test('one job can be asked, whether or not it would discover the target', () => {
  const { jobs } = explainTarget(CONFIG, POD, { job: 'nodes' });
  expect(jobs).toMatchObject([{ job: 'nodes', verdict: 'kept' }]);
});

test.each<[string, Labels, string]>([
  [
    'endpointslice',
    { __meta_kubernetes_endpointslice_name: 'a', __meta_kubernetes_pod_name: 'b' },
    'endpointslice',
  ],
  ['endpoints', { __meta_kubernetes_endpoints_name: 'a', __meta_kubernetes_service_name: 'b' }, 'endpoints'],
  ['service', { __meta_kubernetes_service_name: 'b' }, 'service'],
  ['ingress', { __meta_kubernetes_ingress_name: 'b' }, 'ingress'],
  ['pod with its node', { __meta_kubernetes_pod_name: 'b', __meta_kubernetes_node_name: 'c' }, 'pod'],
  ['node', { __meta_kubernetes_node_name: 'c' }, 'node'],
])('the role of Kubernetes shows in the labels: %s', (_, labels, role) => {
  expect(explainTarget({}, labels).origin).toEqual({ discovery: 'kubernetes', role });
});

test('other discoveries show in the labels, too', () => {
  const job = (fields: object): PrometheusConfig => ({ scrape_configs: [{ job_name: 'x', ...fields }] });
  const verdict = (fields: object, labels: Labels): string | undefined =>
    explainTarget(job(fields), { __address__: 'a', ...labels }).jobs[0]?.verdict;
  expect(verdict({ aws_sd_configs: [{}] }, { __meta_ec2_ami: 'x' })).toBe('kept');
  expect(verdict({ file_sd_configs: [{}] }, { __meta_filepath: '/x' })).toBe('kept');
  expect(verdict({ http_sd_configs: [{}] }, { __meta_url: 'http://x' })).toBe('kept');
  expect(verdict({ http_sd_configs: [{}] }, {})).toBe('kept');
  expect(verdict({ dns_sd_configs: [{}] }, { __meta_consul_node: 'x' })).toBe('not discovered');
});

test('it reads well', () => {
  expect(`\n${renderExplanation(explainTarget(CONFIG, POD))}\n`).toMatchInlineSnapshot(`
   "
   target 10.244.0.7:8080, discovered by kubernetes, role pod

   7 jobs: kept by 1, refused by 1, dropped by 1, not discovered by 4

   KEPT by checkout
     scraped at http://10.244.0.7:8080/custom
     labels {instance="10.244.0.7:8080", job="shop", pod="checkout-0"}
     [0] keep if __meta_kubernetes_pod_label_app matches "checkout"
         holds for "checkout": kept
     [1] pod = __meta_kubernetes_pod_name
         pod = "checkout-0"
     [2] node = __meta_kubernetes_pod_node_name, if not empty
         does not match
     [3] job = "shop"
         job = "shop", was "checkout"

   REFUSED by slow
     __scrape_timeout__ "1h" is longer than __scrape_interval__ "30s"
     [0] __scrape_timeout__ = "1h"
         __scrape_timeout__ = "1h", was "10s"

   DROPPED by basket
     by [1] keep if __meta_kubernetes_pod_label_app matches "basket"
         where it is "checkout"

   NOT DISCOVERED by
     nodes: it looks for kubernetes, role node
     bank: it looks into the namespace bank only
     consul: it looks for targets in consul
     self: it looks for targets in static_configs
   "
  `);
});

test('all steps of jobs that drop it are shown on demand', () => {
  const text = renderExplanation(explainTarget(CONFIG, POD), { allSteps: true });
  expect(text).toContain('[0] x = "y"\n      x = "y"\n  [1] keep if');
  expect(text).toContain('does not hold for "checkout": dropped');
});

test('in a test of an app: the monitor finds its pods', () => {
  const chart = new Chart(new App(), 'monitoring', { namespace: 'monitoring' });
  new Prometheus(chart, 'k8s', { serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {} });
  new ServiceMonitor(chart, 'checkout', {
    namespace: 'shop',
    selector: { matchLabels: { app: 'checkout' } },
    endpoints: [{ port: 'metrics' }],
  });
  const labels = {
    __address__: '10.0.0.1:8080',
    __meta_kubernetes_namespace: 'shop',
    __meta_kubernetes_endpointslice_port_name: 'metrics',
    __meta_kubernetes_service_name: 'checkout',
    __meta_kubernetes_service_label_app: 'checkout',
    __meta_kubernetes_service_labelpresent_app: 'true',
  };
  const config = prometheusConfig(Testing.synth(chart), { name: 'k8s' });
  const kept = explainTarget(config, labels).jobs.filter(({ verdict }) => verdict === 'kept');
  expect(kept).toMatchObject([
    {
      job: 'serviceMonitor/shop/checkout/0',
      labels: { job: 'checkout', namespace: 'shop', endpoint: 'metrics' },
    },
  ]);
});
