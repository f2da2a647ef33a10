import type { Chart } from 'cdk8s';
import type { PrometheusProps } from '../../lib/prometheus';
import { configMapKey, secretKey } from '../../lib/references';
import { alert, PrometheusRule, recordingRule } from '../../lib/rules';
import {
  PodMonitor,
  Probe,
  ScrapeConfig,
  SERVICE_ACCOUNT_TOKEN_FILE,
  ServiceMonitor,
} from '../../lib/scrape';
import { takesAll } from './monitoring';
import { certificates, type Others } from './pod-files';

/** The Secrets and ConfigMaps that the rich Prometheus names. */
export function richOthers(): Others {
  const { certificate, key } = certificates();
  return {
    credentials: { user: 'prometheus', password: 'secret', token: 'secret' },
    certificate: { 'tls.crt': certificate, 'tls.key': key },
    'corporate-ca': { 'ca.crt': certificate },
    routers: { 'routers.json': JSON.stringify([{ targets: ['127.0.0.1:3'], labels: { site: 'fra' } }]) },
  };
}

const own = { namespace: 'monitoring' };
const credentials = secretKey('credentials', 'token', own);
const basicAuth = {
  username: secretKey('credentials', 'user', own),
  password: secretKey('credentials', 'password', own),
};
const tlsConfig = {
  ca: { configMap: configMapKey('corporate-ca', 'ca.crt', own) },
  cert: { secret: secretKey('certificate', 'tls.crt', own) },
  keySecret: secretKey('certificate', 'tls.key', own),
  serverName: 'checkout.example.com',
  minVersion: 'TLS12' as const,
};
const oauth2 = {
  clientId: 'prometheus',
  clientSecret: credentials,
  tokenUrl: 'https://127.0.0.1:1/token',
  scopes: ['metrics'],
  endpointParams: { audience: 'shop' },
  tlsConfig,
};

/** A Prometheus that uses every feature, of which only those targets exist that say so. */
export function richPrometheus(chart: Chart, props: PrometheusProps = {}): void {
  takesAll(chart, {
    selfMonitoring: {},
    scrapeInterval: '15s',
    scrapeTimeout: '10s',
    evaluationInterval: '20s',
    ruleQueryOffset: '10s',
    sampleLimit: 100_000,
    bodySizeLimit: '50MB',
    scrapeProtocols: ['PrometheusProto', 'OpenMetricsText1.0.0', 'PrometheusText0.0.4'],
    scrapeNativeHistograms: true,
    scrapeClassicHistograms: true,
    retention: '10d',
    retentionSize: '5GB',
    tsdb: { outOfOrderTimeWindow: '10m' },
    exemplars: { maxSize: 1_000 },
    externalLabels: { cluster: 'eu-1' },
    enableFeatures: ['promql-experimental-functions'],
    enableAdminAPI: true,
    enableRemoteWriteReceiver: true,
    enableOTLPReceiver: true,
    logLevel: 'warn',
    logFormat: 'json',
    query: { lookbackDelta: '4m', timeout: '1m', maxConcurrency: 10, maxSamples: 1_000_000 },
    rules: { alert: { forOutageTolerance: '2h', forGracePeriod: '5m', resendDelay: '2m' } },
    web: { pageTitle: 'Payments & more', maxConnections: 100 },
    configMaps: ['routers'],
    alerting: {
      alertmanagers: [
        {
          targets: ['127.0.0.1:4'],
          pathPrefix: '/alerts',
          timeout: '5s',
          basicAuth,
          relabelings: [{ sourceLabels: ['__address__'], targetLabel: 'host' }],
          alertRelabelings: [{ regex: 'internal_.*', action: 'labeldrop' }],
        },
      ],
      alertRelabelings: [{ targetLabel: 'region', replacement: 'eu' }],
    },
    remoteWrite: [
      {
        url: 'http://127.0.0.1:1/basic',
        name: 'basic',
        basicAuth,
        headers: { 'X-Scope-OrgID': 'payments' },
        sendExemplars: true,
        sendNativeHistograms: true,
        messageVersion: 'V2.0',
        queueConfig: {
          capacity: 5_000,
          maxShards: 5,
          batchSendDeadline: '10s',
          retryOnRateLimit: true,
          sampleAgeLimit: '1h',
        },
        metadataConfig: { send: true, sendInterval: '5m' },
        writeRelabelConfigs: [{ sourceLabels: ['__name__'], regex: 'go_.*', action: 'drop' }],
      },
      { url: 'https://127.0.0.1:1/bearer', authorization: { credentials }, tlsConfig },
      { url: 'https://127.0.0.1:1/oauth2', oauth2, proxyUrl: 'http://127.0.0.1:2', noProxy: '.svc' },
    ],
    additionalScrapeConfigs: [{ job_name: 'additional', static_configs: [{ targets: ['127.0.0.1:5'] }] }],
    additionalConfig: { global: { query_log_file: '' }, scrape_configs: [{ job_name: 'merged' }] },
    ...props,
  });
  monitors(chart);
  scrapeConfigs(chart);
  new PrometheusRule(chart, 'slo', {
    groups: [
      {
        name: 'availability',
        interval: '30s',
        queryOffset: '1m',
        limit: 100,
        labels: { team: 'payments' },
        rules: [
          recordingRule('job:up:sum', 'sum by (job) (up)', { labels: { source: 'slo' } }),
          alert('CheckoutDown', 'absent(up{job="checkout"})', {
            for: '5m',
            keepFiringFor: '10m',
            labels: { severity: 'critical' },
            annotations: { summary: '{{ $labels.job }} is gone: {{ $value | humanize }}' },
          }),
        ],
      },
    ],
  });
}

function monitors(chart: Chart): void {
  new ServiceMonitor(chart, 'checkout', {
    selector: {
      matchLabels: { 'app.kubernetes.io/name': 'checkout' },
      matchExpressions: [{ key: 'track', operator: 'NotIn', values: ['canary', 'v1.2'] }],
    },
    namespaceSelector: { any: true },
    jobLabel: 'app.kubernetes.io/name',
    targetLabels: ['app.kubernetes.io/version'],
    podTargetLabels: ['track'],
    attachMetadata: { node: true },
    endpoints: [
      {
        port: 'metrics',
        path: '/actuator/prometheus',
        interval: '1m',
        scrapeTimeout: '30s',
        honorLabels: true,
      },
      { port: 'metrics', scheme: 'https', tlsConfig, basicAuth },
      { targetPort: 8080, authorization: { type: 'Token', credentials } },
      { targetPort: 'admin', oauth2, followRedirects: false, enableHttp2: false },
      {
        port: 'metrics',
        bearerTokenFile: SERVICE_ACCOUNT_TOKEN_FILE,
        params: { 'match[]': ['{job=~".+"}'] },
      },
    ],
  });
  new ServiceMonitor(chart, 'legacy', {
    selector: { matchLabels: { app: 'legacy' } },
    serviceDiscoveryRole: 'Endpoints',
    selectorMechanism: 'RoleSelector',
    endpoints: [{ port: 'metrics' }],
    sampleLimit: 10,
    nativeHistogramBucketLimit: 100,
    nativeHistogramMinBucketFactor: 1.1,
  });
  new PodMonitor(chart, 'worker', {
    selector: { matchLabels: { app: 'worker' } },
    podMetricsEndpoints: [
      {
        portNumber: 8080,
        relabelings: [{ sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'node' }],
        metricRelabelings: [{ sourceLabels: ['__name__'], regex: 'go_.*', action: 'drop' }],
      },
    ],
  });
  new Probe(chart, 'site', {
    prober: { url: '127.0.0.1:6' },
    module: 'http_2xx',
    jobName: 'site',
    targets: { staticConfig: { static: ['https://shop.example.com'], labels: { team: 'web' } } },
  });
  new Probe(chart, 'ingresses', {
    prober: { url: '127.0.0.1:6' },
    targets: { ingress: { namespaceSelector: { any: true } } },
  });
}

function scrapeConfigs(chart: Chart): void {
  new ScrapeConfig(chart, 'edge', {
    jobName: 'edge',
    staticConfigs: [{ targets: ['127.0.0.1:7'], labels: { site: 'fra' } }],
    relabelings: [
      { sourceLabels: ['__address__'], regex: '(.*):.*', targetLabel: 'instance', replacement: 'edge-$1' },
    ],
  });
  new ScrapeConfig(chart, 'routers', {
    fileSDConfigs: [{ files: ['/etc/prometheus/configmaps/routers/*.json'], refreshInterval: '1m' }],
  });
  new ScrapeConfig(chart, 'inventory', {
    httpSDConfigs: [{ url: 'https://127.0.0.1:1/targets', refreshInterval: '1h', basicAuth, tlsConfig }],
  });
  new ScrapeConfig(chart, 'databases', {
    dnsSDConfigs: [{ names: ['db.invalid'], type: 'A', port: 9187, refreshInterval: '1h' }],
  });
  new ScrapeConfig(chart, 'kubelet', {
    scheme: 'https',
    kubernetesSDConfigs: [{ role: 'Node' }],
    bearerTokenFile: SERVICE_ACCOUNT_TOKEN_FILE,
    tlsConfig: { caFile: '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt' },
  });
}
