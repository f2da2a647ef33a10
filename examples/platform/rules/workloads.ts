import { alert, type AlertingRule, type RuleGroup } from '../../../lib';
import { promql } from '../promql';

const STATE = 'job="kube-state-metrics"';
const VOLUME = 'job="kubelet",metrics_path="/metrics"';

/** What runs on the cluster: whether it starts, stays up, rolls out and has room on its volumes. */
export const workloadRules: readonly RuleGroup[] = [
  {
    name: 'pods',
    rules: [
      alert('PodCrashLooping', `increase(kube_pod_container_status_restarts_total{${STATE}}[15m]) > 2`, {
        for: '5m',
        keepFiringFor: '15m',
        labels: { severity: 'warning' },
        annotations: {
          summary: 'A container starts over and over.',
          description:
            'Container {{ $labels.container }} of {{ $labels.namespace }}/{{ $labels.pod }} restarted {{ printf "%.0f" $value }} times in fifteen minutes.',
        },
      }),
      alert(
        'PodNotReady',
        promql`
          kube_pod_status_ready{${STATE},condition="true"} == 0
            unless on (namespace, pod) kube_pod_status_phase{${STATE},phase=~"Failed|Succeeded"} == 1
            unless on (namespace, pod) kube_pod_owner{${STATE},owner_kind="Job"}
        `,
        {
          for: '15m',
          labels: { severity: 'warning' },
          annotations: {
            summary: 'A pod is not ready.',
            description:
              'Pod {{ $labels.namespace }}/{{ $labels.pod }} has not been ready for fifteen minutes.',
          },
        },
      ),
    ],
  },
  {
    name: 'rollouts',
    rules: [
      alert(
        'DeploymentStuck',
        `kube_deployment_status_condition{${STATE},condition="Progressing",status="false"} == 1`,
        rolloutStuck('Deployment', 'deployment'),
      ),
      alert(
        'StatefulSetStuck',
        promql`
          kube_statefulset_replicas{${STATE}} > kube_statefulset_status_replicas_ready{${STATE}}
            and changes(kube_statefulset_status_replicas_ready{${STATE}}[15m]) == 0
            and changes(kube_statefulset_status_replicas_updated{${STATE}}[15m]) == 0
        `,
        rolloutStuck('StatefulSet', 'statefulset'),
      ),
      alert(
        'DaemonSetStuck',
        promql`
          kube_daemonset_status_desired_number_scheduled{${STATE}} > kube_daemonset_status_number_available{${STATE}}
            and changes(kube_daemonset_status_number_available{${STATE}}[15m]) == 0
            and changes(kube_daemonset_status_updated_number_scheduled{${STATE}}[15m]) == 0
        `,
        rolloutStuck('DaemonSet', 'daemonset'),
      ),
      alert('JobFailed', `kube_job_failed{${STATE},condition="true"} == 1`, {
        labels: { severity: 'warning' },
        annotations: {
          summary: 'A job has failed for good.',
          description:
            'Job {{ $labels.namespace }}/{{ $labels.job_name }} has used up its retries. Deleting it resolves this alert.',
        },
      }),
      alert(
        'AutoscalerAtMaximum',
        promql`
          kube_horizontalpodautoscaler_status_current_replicas{${STATE}}
            == kube_horizontalpodautoscaler_spec_max_replicas{${STATE}}
            and kube_horizontalpodautoscaler_spec_max_replicas{${STATE}}
            > kube_horizontalpodautoscaler_spec_min_replicas{${STATE}}
        `,
        {
          for: '30m',
          labels: { severity: 'info' },
          annotations: {
            summary: 'An autoscaler has no replicas left to add.',
            description:
              '{{ $labels.namespace }}/{{ $labels.horizontalpodautoscaler }} has been at its maximum of {{ $value }} replicas for half an hour.',
          },
        },
      ),
    ],
  },
  {
    name: 'volumes',
    rules: [
      alert(
        'VolumeFillsInDays',
        promql`
          kubelet_volume_stats_available_bytes{${VOLUME}} / kubelet_volume_stats_capacity_bytes{${VOLUME}} < 0.2
            and predict_linear(kubelet_volume_stats_available_bytes{${VOLUME}}[6h], 4 * 86400) < 0
        `,
        {
          for: '1h',
          labels: { severity: 'warning' },
          annotations: {
            summary: 'A volume will be full within four days.',
            description:
              '{{ $value | humanizePercentage }} of the volume of claim {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} are free, and fill up within four days at the pace of the last six hours.',
          },
        },
      ),
      alert(
        'VolumeAlmostFull',
        promql`
          kubelet_volume_stats_available_bytes{${VOLUME}} / kubelet_volume_stats_capacity_bytes{${VOLUME}} < 0.03
            and kubelet_volume_stats_used_bytes{${VOLUME}} > 0
        `,
        {
          for: '5m',
          labels: { severity: 'critical' },
          annotations: {
            summary: 'A volume is all but full.',
            description:
              'Only {{ $value | humanizePercentage }} of the volume of claim {{ $labels.namespace }}/{{ $labels.persistentvolumeclaim }} are free.',
          },
        },
      ),
    ],
  },
];

/** What all alerts about rollouts say: only the kind differs, and the label that carries the name. */
function rolloutStuck(kind: string, nameLabel: string): Omit<AlertingRule, 'alert' | 'expr'> {
  return {
    for: '15m',
    keepFiringFor: '5m',
    labels: { severity: 'warning' },
    annotations: {
      summary: `A ${kind} makes no progress.`,
      description: `Pods of ${kind} {{ $labels.namespace }}/{{ $labels.${nameLabel} }} are missing or not ready, and their number does not change.`,
    },
  };
}
