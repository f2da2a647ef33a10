import { alert, recordingRule, type AlertingRule, type RuleGroup } from '../../../lib';
import { promql } from '../promql';

/** What namespaces use and ask for, and whether the cluster has it. */
export const capacityRules: readonly RuleGroup[] = [
  {
    name: 'namespace-usage',
    rules: [
      recordingRule(
        'namespace:container_cpu_usage_seconds:sum_rate5m',
        promql`
          sum by (namespace) (
            rate(container_cpu_usage_seconds_total{job="kubelet",metrics_path="/metrics/cadvisor",container!=""}[5m])
          )
        `,
      ),
      recordingRule(
        'namespace:container_memory_working_set_bytes:sum',
        promql`
          sum by (namespace) (
            container_memory_working_set_bytes{job="kubelet",metrics_path="/metrics/cadvisor",container!=""}
          )
        `,
      ),
      recordingRule(
        'namespace_resource:kube_pod_container_resource_requests:sum',
        promql`
          sum by (namespace, resource) (
            kube_pod_container_resource_requests{job="kube-state-metrics",resource=~"cpu|memory"}
              * on (namespace, pod) group_left ()
            max by (namespace, pod) (kube_pod_status_phase{job="kube-state-metrics",phase=~"Pending|Running"})
          )
        `,
      ),
    ],
  },
  {
    name: 'capacity',
    rules: [
      overcommitted('ClusterCpuOvercommitted', 'cpu'),
      overcommitted('ClusterMemoryOvercommitted', 'memory'),
      alert(
        'NamespaceQuotaAlmostUsed',
        promql`
          kube_resourcequota{job="kube-state-metrics",type="used"}
            / ignoring (type) (kube_resourcequota{job="kube-state-metrics",type="hard"} > 0)
            > 0.9
        `,
        {
          for: '15m',
          labels: { severity: 'info' },
          annotations: {
            summary: 'A namespace is about to reach its quota.',
            description:
              'Namespace {{ $labels.namespace }} uses {{ $value | humanizePercentage }} of {{ $labels.resource }} in its quota {{ $labels.resourcequota }}.',
          },
        },
      ),
    ],
  },
];

/** Without its largest node the cluster has not room for what its pods ask for. */
function overcommitted(name: string, resource: 'cpu' | 'memory'): AlertingRule {
  const allocatable = `kube_node_status_allocatable{job="kube-state-metrics",resource="${resource}"}`;
  return alert(
    name,
    promql`
      sum(namespace_resource:kube_pod_container_resource_requests:sum{resource="${resource}"})
        / (sum(${allocatable}) - max(${allocatable}) > 0)
        > 1
    `,
    {
      for: '15m',
      labels: { severity: 'warning' },
      annotations: {
        summary: `The cluster cannot lose a node: too much ${resource} is asked for.`,
        description: `Pods ask for {{ $value | humanizePercentage }} of the ${resource} that is there without the largest node.`,
      },
    },
  );
}
