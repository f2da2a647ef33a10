import { ScrapeConfig, SERVICE_ACCOUNT_TOKEN_FILE, ServiceMonitor, type Relabeling } from '../../../lib';
import { Construct } from 'constructs';
import { PLATFORM } from './labels';

/** Where Kubernetes mounts the certificate of the cluster's own authority. */
const CLUSTER_CA_FILE = '/var/run/secrets/kubernetes.io/serviceaccount/ca.crt';

/** Buckets of histograms that nobody reads and that make up most of the API server's series. */
const DROP_FINE_BUCKETS: Relabeling = {
  sourceLabels: ['__name__', 'le'],
  regex:
    '(etcd_request|apiserver_request_slo|apiserver_request_sli)_duration_seconds_bucket;(0\\.15|0\\.2|0\\.3|0\\.35|0\\.4|0\\.45|0\\.6|0\\.7|0\\.8|0\\.9|1\\.25|1\\.5|1\\.75|2|3|3\\.5|4|4\\.5|6|7|8|9|15|25|40|50)(\\.0)?',
  action: 'drop',
};

/** What every cluster has: the API server, the kubelets with their containers, and the cluster's DNS. */
export class ControlPlane extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);

    new ServiceMonitor(this, 'apiserver', {
      labels: PLATFORM,
      namespaceSelector: { matchNames: ['default'] },
      selector: { matchLabels: { component: 'apiserver', provider: 'kubernetes' } },
      jobLabel: 'component',
      endpoints: [
        {
          port: 'https',
          scheme: 'https',
          bearerTokenFile: SERVICE_ACCOUNT_TOKEN_FILE,
          tlsConfig: { caFile: CLUSTER_CA_FILE, serverName: 'kubernetes' },
          metricRelabelings: [DROP_FINE_BUCKETS],
        },
      ],
    });

    new ServiceMonitor(this, 'coredns', {
      labels: PLATFORM,
      namespaceSelector: { matchNames: ['kube-system'] },
      selector: { matchLabels: { 'k8s-app': 'kube-dns' } },
      endpoints: [{ port: 'metrics', relabelings: [{ targetLabel: 'job', replacement: 'coredns' }] }],
    });

    for (const path of ['/metrics', '/metrics/cadvisor']) {
      kubelets(this, path);
    }
  }
}

/** One path of all kubelets; the labels of containers that they expose are to be kept as they are. */
function kubelets(scope: Construct, path: string): void {
  new ScrapeConfig(scope, path === '/metrics' ? 'kubelet' : 'cadvisor', {
    labels: PLATFORM,
    jobName: 'kubelet',
    metricsPath: path,
    scheme: 'https',
    honorLabels: true,
    // Timestamps of cAdvisor are older than the scrape and would let series go stale late.
    honorTimestamps: false,
    bearerTokenFile: SERVICE_ACCOUNT_TOKEN_FILE,
    // Kubelets sign their own certificates unless the cluster was told otherwise.
    tlsConfig: { insecureSkipVerify: true },
    kubernetesSDConfigs: [{ role: 'Node' }],
    relabelings: [
      { sourceLabels: ['__meta_kubernetes_node_name'], targetLabel: 'node' },
      { sourceLabels: ['__metrics_path__'], targetLabel: 'metrics_path' },
    ],
  });
}
