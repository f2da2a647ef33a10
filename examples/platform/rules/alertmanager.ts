import { alert, type RuleGroup } from '../../../lib';
import { promql } from '../promql';

const ALERTMANAGER = 'job="alertmanager-main"';

/** The Alertmanager cluster: whether its instances are there, agree, and get notifications out. */
export const alertmanagerRules: readonly RuleGroup[] = [
  {
    name: 'alertmanager',
    rules: [
      alert(
        'AlertmanagerConfigReloadFailed',
        `max_over_time(alertmanager_config_last_reload_successful{${ALERTMANAGER}}[5m]) == 0`,
        {
          for: '10m',
          labels: { severity: 'critical' },
          annotations: {
            summary: 'An Alertmanager runs with an old configuration.',
            description:
              '{{ $labels.namespace }}/{{ $labels.pod }} refuses its new configuration, and would not start with it. Its log says why.',
          },
        },
      ),
      alert(
        'AlertmanagerConfigsDiffer',
        promql`
          min by (namespace, job) (alertmanager_config_hash{${ALERTMANAGER}})
            != max by (namespace, job) (alertmanager_config_hash{${ALERTMANAGER}})
        `,
        {
          for: '20m',
          labels: { severity: 'warning' },
          annotations: {
            summary: 'Instances of an Alertmanager run with different configurations.',
            description:
              'Who is notified depends on which instance of {{ $labels.namespace }}/{{ $labels.job }} comes first.',
          },
        },
      ),
      alert(
        'AlertmanagerMembersMissing',
        promql`
          max_over_time(alertmanager_cluster_members{${ALERTMANAGER}}[5m])
            < on (namespace, job) group_left ()
          count by (namespace, job) (up{${ALERTMANAGER}} == 1)
        `,
        {
          for: '15m',
          labels: { severity: 'critical' },
          annotations: {
            summary: 'Instances of an Alertmanager do not see each other.',
            description:
              '{{ $labels.namespace }}/{{ $labels.pod }} sees only {{ $value }} members of its cluster, though more run. Notifications are sent twice, and silences do not reach all.',
          },
        },
      ),
      alert(
        'AlertmanagerInstancesDown',
        promql`
          avg by (namespace, job) (avg_over_time(up{${ALERTMANAGER}}[5m])) < 0.5
        `,
        {
          for: '5m',
          labels: { severity: 'critical' },
          annotations: {
            summary: 'Most instances of an Alertmanager are down.',
            description:
              'Instances of {{ $labels.namespace }}/{{ $labels.job }} were up for {{ $value | humanizePercentage }} of the last five minutes.',
          },
        },
      ),
      alert(
        'AlertmanagerNotificationsFailing',
        promql`
          sum by (namespace, job, integration) (rate(alertmanager_notifications_failed_total{${ALERTMANAGER}}[5m]))
            / sum by (namespace, job, integration) (rate(alertmanager_notifications_total{${ALERTMANAGER}}[5m]))
            > 0.05
        `,
        {
          for: '10m',
          labels: { severity: 'critical' },
          annotations: {
            summary: 'Notifications do not get out.',
            description:
              '{{ $value | humanizePercentage }} of the notifications of {{ $labels.namespace }}/{{ $labels.job }} by {{ $labels.integration }} fail.',
          },
        },
      ),
    ],
  },
];
