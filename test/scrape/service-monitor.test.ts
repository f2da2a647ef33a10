import { secretKey } from '../../lib/references';
import { ServiceMonitor, type ServiceMonitorProps } from '../../lib/scrape';
import { synth, takesAll, type Monitoring } from '../prometheus/monitoring';

/** The monitor `checkout` of the namespace `monitoring`, seen by a Prometheus that takes it. */
function compile(props: Partial<ServiceMonitorProps> = {}): Monitoring {
  return synth((chart) => {
    takesAll(chart);
    new ServiceMonitor(chart, 'checkout', {
      selector: { matchLabels: { app: 'checkout' } },
      endpoints: [{ port: 'metrics' }],
      ...props,
    });
  });
}

const copy = (source: string, target: string) => ({ source_labels: [source], target_label: target });

/** Steps that every job of a ServiceMonitor has between its port and its labels. */
const ADDRESSES = [
  {
    source_labels: [
      '__meta_kubernetes_endpointslice_address_target_kind',
      '__meta_kubernetes_endpointslice_address_target_name',
    ],
    separator: ';',
    regex: 'Node;(.*)',
    replacement: '${1}',
    target_label: 'node',
  },
  {
    source_labels: [
      '__meta_kubernetes_endpointslice_address_target_kind',
      '__meta_kubernetes_endpointslice_address_target_name',
    ],
    separator: ';',
    regex: 'Pod;(.*)',
    replacement: '${1}',
    target_label: 'pod',
  },
  copy('__meta_kubernetes_namespace', 'namespace'),
  copy('__meta_kubernetes_service_name', 'service'),
  copy('__meta_kubernetes_pod_name', 'pod'),
  copy('__meta_kubernetes_pod_container_name', 'container'),
];
const RUNNING = {
  source_labels: ['__meta_kubernetes_pod_phase'],
  regex: '(Failed|Succeeded)',
  action: 'drop',
};

describe('a ServiceMonitor becomes a job for each endpoint', () => {
  test('the least one: discovery in its namespace and the relabelings of the operator, in their order', () => {
    expect(compile().job()).toEqual({
      job_name: 'serviceMonitor/monitoring/checkout/0',
      kubernetes_sd_configs: [{ role: 'endpointslice', namespaces: { names: ['monitoring'] } }],
      relabel_configs: [
        copy('job', '__tmp_prometheus_job_name'),
        {
          source_labels: [
            '__meta_kubernetes_service_label_app',
            '__meta_kubernetes_service_labelpresent_app',
          ],
          regex: '(checkout);true',
          action: 'keep',
        },
        { source_labels: ['__meta_kubernetes_endpointslice_port_name'], regex: 'metrics', action: 'keep' },
        ...ADDRESSES,
        RUNNING,
        copy('__meta_kubernetes_service_name', 'job'),
        { target_label: 'endpoint', replacement: 'metrics' },
      ],
    });
  });

  test('named after their index, in the order of the endpoints', () => {
    const { jobs } = compile({ endpoints: [{ port: 'metrics' }, { port: 'metrics', path: '/federate' }] });
    expect(jobs.map(({ job_name, metrics_path }) => [job_name, metrics_path])).toEqual([
      ['serviceMonitor/monitoring/checkout/0', undefined],
      ['serviceMonitor/monitoring/checkout/1', '/federate'],
    ]);
  });

  test('how the target is scraped is written under upstream names', () => {
    const job = compile({
      endpoints: [
        {
          port: 'metrics',
          path: '/actuator/prometheus',
          scheme: 'https',
          interval: '1m',
          scrapeTimeout: '20s',
          params: { 'collect[]': ['cpu', 'meminfo'] },
          honorLabels: true,
          honorTimestamps: false,
          trackTimestampsStaleness: true,
          followRedirects: false,
          enableHttp2: false,
          proxyUrl: 'http://proxy:3128',
          noProxy: '.svc',
        },
      ],
    }).job();
    expect(job).toMatchObject({
      metrics_path: '/actuator/prometheus',
      scheme: 'https',
      scrape_interval: '1m',
      scrape_timeout: '20s',
      params: { 'collect[]': ['cpu', 'meminfo'] },
      honor_labels: true,
      honor_timestamps: false,
      track_timestamps_staleness: true,
      follow_redirects: false,
      enable_http2: false,
      proxy_url: 'http://proxy:3128',
      no_proxy: '.svc',
    });
  });

  test('limits and formats of the monitor hold for each of its jobs', () => {
    const { jobs } = compile({
      endpoints: [{ port: 'metrics' }, { port: 'admin' }],
      sampleLimit: 10_000,
      targetLimit: 50,
      labelLimit: 30,
      labelNameLengthLimit: 64,
      labelValueLengthLimit: 256,
      bodySizeLimit: '10MB',
      keepDroppedTargets: 5,
      scrapeProtocols: ['PrometheusProto', 'OpenMetricsText1.0.0'],
      fallbackScrapeProtocol: 'PrometheusText0.0.4',
      scrapeNativeHistograms: true,
      scrapeClassicHistograms: true,
      nativeHistogramBucketLimit: 160,
      nativeHistogramMinBucketFactor: 1.1,
      convertClassicHistogramsToNHCB: true,
    });
    expect(jobs).toHaveLength(2);
    for (const job of jobs) {
      expect(job).toMatchObject({
        sample_limit: 10_000,
        target_limit: 50,
        label_limit: 30,
        label_name_length_limit: 64,
        label_value_length_limit: 256,
        body_size_limit: '10MB',
        keep_dropped_targets: 5,
        scrape_protocols: ['PrometheusProto', 'OpenMetricsText1.0.0'],
        fallback_scrape_protocol: 'PrometheusText0.0.4',
        scrape_native_histograms: true,
        always_scrape_classic_histograms: true,
        native_histogram_bucket_limit: 160,
        native_histogram_min_bucket_factor: 1.1,
        convert_classic_histograms_to_nhcb: true,
      });
    }
  });
});

describe('targets of a ServiceMonitor are chosen', () => {
  const steps = (props: Partial<ServiceMonitorProps>) => compile(props).job().relabel_configs;

  test('by labels in the order of their keys, then by expressions', () => {
    const selector: ServiceMonitorProps['selector'] = {
      matchLabels: { 'app.kubernetes.io/name': 'checkout', app: 'shop' },
      matchExpressions: [
        { key: 'tier', operator: 'In', values: ['web', 'api'] },
        { key: 'track', operator: 'NotIn', values: ['canary'] },
        { key: 'scrape', operator: 'Exists' },
        { key: 'legacy', operator: 'DoesNotExist' },
      ],
    };
    const of = (name: string) => [
      `__meta_kubernetes_service_label_${name}`,
      `__meta_kubernetes_service_labelpresent_${name}`,
    ];
    const present = (name: string) => [`__meta_kubernetes_service_labelpresent_${name}`];
    expect(steps({ selector })?.slice(1, 7)).toEqual([
      { source_labels: of('app'), regex: '(shop);true', action: 'keep' },
      { source_labels: of('app_kubernetes_io_name'), regex: '(checkout);true', action: 'keep' },
      { source_labels: of('tier'), regex: '(web|api);true', action: 'keep' },
      { source_labels: of('track'), regex: '(canary);true', action: 'drop' },
      { source_labels: present('scrape'), regex: 'true', action: 'keep' },
      { source_labels: present('legacy'), regex: 'true', action: 'drop' },
    ]);
  });

  test('by values as they are: a dot stands for a dot', () => {
    const [, byLabel] = steps({ selector: { matchLabels: { version: 'v1.2' } } }) ?? [];
    expect(byLabel?.regex).toBe('(v1\\.2);true');
  });

  test('by the name or the number of a port of the pods', () => {
    expect(steps({ endpoints: [{ targetPort: 'http' }] })).toEqual(
      expect.arrayContaining([
        { source_labels: ['__meta_kubernetes_pod_container_port_name'], regex: 'http', action: 'keep' },
        { target_label: 'endpoint', replacement: 'http' },
      ]),
    );
    expect(steps({ endpoints: [{ targetPort: 8080 }] })).toEqual(
      expect.arrayContaining([
        { source_labels: ['__meta_kubernetes_pod_container_port_number'], regex: '8080', action: 'keep' },
        { target_label: 'endpoint', replacement: '8080' },
      ]),
    );
  });

  test('also where their pod has ended, on request', () => {
    expect(steps({ endpoints: [{ port: 'metrics', filterRunning: false }] })).not.toContainEqual(RUNNING);
  });

  test('in the namespaces that are named, or in all', () => {
    const discovery = (props: Partial<ServiceMonitorProps>) => compile(props).job().kubernetes_sd_configs;
    expect(discovery({ namespaceSelector: { matchNames: ['shop', 'apps'] } })).toEqual([
      { role: 'endpointslice', namespaces: { names: ['shop', 'apps'] } },
    ]);
    expect(discovery({ namespaceSelector: { any: true } })).toEqual([{ role: 'endpointslice' }]);
    expect(discovery({ namespaceSelector: { matchNames: [] } })).toEqual([
      { role: 'endpointslice', namespaces: { names: ['monitoring'] } },
    ]);
  });

  test('by the API server, where it shall apply the selector', () => {
    const job = compile({
      selectorMechanism: 'RoleSelector',
      selector: {
        matchLabels: { app: 'checkout' },
        matchExpressions: [
          { key: 'tier', operator: 'In', values: ['web', 'api'] },
          { key: 'track', operator: 'NotIn', values: ['canary'] },
          { key: 'scrape', operator: 'Exists' },
          { key: 'legacy', operator: 'DoesNotExist' },
        ],
      },
    }).job();
    const label = 'app=checkout,tier in (web,api),track notin (canary),scrape,!legacy';
    expect(job.kubernetes_sd_configs?.[0]?.selectors).toEqual([
      { role: 'endpointslice', label },
      { role: 'service', label },
    ]);
    expect(job.relabel_configs?.[1]).toMatchObject({ regex: 'metrics', action: 'keep' });
  });

  test('from Endpoints with their own meta labels, as the monitor or the Prometheus says', () => {
    const job = compile({ serviceDiscoveryRole: 'Endpoints' }).job();
    expect(job.kubernetes_sd_configs?.[0]?.role).toBe('endpoints');
    expect(job.relabel_configs?.[2]?.source_labels).toEqual(['__meta_kubernetes_endpoint_port_name']);
    expect(JSON.stringify(job)).not.toContain('endpointslice');

    const fromPrometheus = synth((chart) => {
      takesAll(chart, { serviceDiscoveryRole: 'Endpoints' });
      new ServiceMonitor(chart, 'checkout', {
        selector: { matchLabels: { app: 'checkout' } },
        endpoints: [{ port: 'metrics' }],
      });
    });
    expect(fromPrometheus.job().kubernetes_sd_configs?.[0]?.role).toBe('endpoints');
  });
});

describe('targets of a ServiceMonitor are labelled', () => {
  test('by labels of the Service, of the pod and of the node, after those of the address', () => {
    const job = compile({
      targetLabels: ['app.kubernetes.io/version'],
      podTargetLabels: ['track'],
      attachMetadata: { node: true },
    }).job();
    expect(job.kubernetes_sd_configs?.[0]?.attach_metadata).toEqual({ node: true });
    expect(job.relabel_configs?.slice(10, 12)).toEqual([
      {
        source_labels: ['__meta_kubernetes_service_label_app_kubernetes_io_version'],
        target_label: 'app_kubernetes_io_version',
        regex: '(.+)',
      },
      { source_labels: ['__meta_kubernetes_pod_label_track'], target_label: 'track', regex: '(.+)' },
    ]);
  });

  test('with a job from a label of the Service, where it has one', () => {
    const job = compile({ jobLabel: 'app.kubernetes.io/name' }).job();
    expect(job.relabel_configs?.slice(-3)).toEqual([
      copy('__meta_kubernetes_service_name', 'job'),
      {
        source_labels: ['__meta_kubernetes_service_label_app_kubernetes_io_name'],
        target_label: 'job',
        regex: '(.+)',
      },
      { target_label: 'endpoint', replacement: 'metrics' },
    ]);
  });

  test("by the user's relabelings last, and samples by the metric relabelings", () => {
    const job = compile({
      endpoints: [
        {
          port: 'metrics',
          relabelings: [{ sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'instance' }],
          metricRelabelings: [{ sourceLabels: ['__name__'], regex: 'go_.*', action: 'drop' }],
        },
      ],
    }).job();
    expect(job.relabel_configs?.at(-1)).toEqual(copy('__meta_kubernetes_pod_node_name', 'instance'));
    expect(job.metric_relabel_configs).toEqual([
      { source_labels: ['__name__'], regex: 'go_.*', action: 'drop' },
    ]);
  });
});

test('credentials of a ServiceMonitor become files, and pods start without them', () => {
  const result = compile({
    endpoints: [{ port: 'metrics', authorization: { credentials: secretKey('checkout-token', 'token') } }],
  });
  expect(result.job().authorization).toEqual({
    credentials_file: '/etc/prometheus/secrets/checkout-token/token',
  });
  expect(result.pod.volumes).toContainEqual({
    name: 'secret-checkout-token',
    secret: { secretName: 'checkout-token', items: [{ key: 'token', path: 'token' }], optional: true },
  });
});
