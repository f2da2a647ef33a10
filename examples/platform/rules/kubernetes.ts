import { alert, type RuleGroup } from '../../../lib';
import { promql } from '../promql';

/** The machinery that every workload stands on: nodes as the cluster sees them, kubelets, cluster DNS. */
export const kubernetesRules: readonly RuleGroup[] = [
  {
    name: 'kubernetes-nodes',
    rules: [
      alert(
        'KubernetesNodeNotReady',
        promql`
          kube_node_status_condition{job="kube-state-metrics",condition="Ready",status="true"} == 0
            and on (node) kube_node_spec_unschedulable{job="kube-state-metrics"} == 0
        `,
        {
          for: '10m',
          keepFiringFor: '5m',
          labels: { severity: 'critical' },
          annotations: {
            summary: 'A node takes no pods, and nobody has cordoned it.',
            description: 'Node {{ $labels.node }} has not been ready for ten minutes.',
          },
        },
      ),
      alert(
        'KubernetesNodeUnderPressure',
        promql`
          kube_node_status_condition{job="kube-state-metrics",condition=~"(Disk|Memory|PID)Pressure",status="true"} == 1
        `,
        {
          for: '10m',
          labels: { severity: 'warning' },
          annotations: {
            summary: 'A node evicts pods.',
            description: 'Node {{ $labels.node }} reports {{ $labels.condition }}.',
          },
        },
      ),
    ],
  },
  {
    name: 'kubelets',
    rules: [
      alert('KubeletUnreachable', 'up{job="kubelet",metrics_path="/metrics"} == 0', {
        for: '15m',
        labels: { severity: 'warning' },
        annotations: {
          summary: 'A kubelet cannot be scraped.',
          description: 'Prometheus has not reached the kubelet {{ $labels.instance }} for fifteen minutes.',
        },
      }),
      alert('KubeletsAbsent', 'absent(up{job="kubelet",metrics_path="/metrics"} == 1)', {
        for: '15m',
        labels: { severity: 'critical' },
        annotations: {
          summary: 'No kubelet can be scraped.',
          description: 'Prometheus has reached no target of the job kubelet for fifteen minutes.',
        },
      }),
      alert(
        'KubeletClientCertificateExpires',
        'kubelet_certificate_manager_client_ttl_seconds{job="kubelet"} < 3 * 86400',
        {
          for: '1h',
          labels: { severity: 'warning' },
          annotations: {
            summary: 'A kubelet has not renewed its client certificate.',
            description:
              'The client certificate of the kubelet {{ $labels.instance }} expires in {{ $value | humanizeDuration }}; its node leaves the cluster then.',
          },
        },
      ),
    ],
  },
  {
    name: 'cluster-dns',
    rules: [
      alert(
        'ClusterDnsFailing',
        promql`
          sum(rate(coredns_dns_responses_total{job="coredns",rcode="SERVFAIL"}[5m]))
            / sum(rate(coredns_dns_responses_total{job="coredns"}[5m]))
            > 0.03
        `,
        {
          for: '10m',
          labels: { severity: 'critical' },
          annotations: {
            summary: 'The DNS of the cluster fails queries.',
            description: '{{ $value | humanizePercentage }} of the answers of CoreDNS are SERVFAIL.',
          },
        },
      ),
    ],
  },
];
