import { alert, type RuleGroup } from '../../../lib';
import { promql } from '../promql';

const PROMETHEUS = 'job="prometheus-k8s"';

/** Prometheus about itself: whether what it should scrape, evaluate, notify and keep gets done. */
export const prometheusRules: readonly RuleGroup[] = [
  {
    name: 'prometheus',
    rules: [
      alert(
        'PrometheusConfigReloadFailed',
        `max_over_time(prometheus_config_last_reload_successful{${PROMETHEUS}}[5m]) == 0`,
        {
          for: '10m',
          labels: { severity: 'critical' },
          annotations: {
            summary: 'A Prometheus runs with an old configuration.',
            description:
              '{{ $labels.namespace }}/{{ $labels.pod }} refuses its new configuration, and would not start with it. Its log says why.',
          },
        },
      ),
      alert('TargetsDown', 'avg by (namespace, job) (up == bool 0) > 0.1', {
        for: '10m',
        labels: { severity: 'warning' },
        annotations: {
          summary: 'Targets of a job cannot be scraped.',
          description:
            '{{ $value | humanizePercentage }} of the targets of job {{ $labels.job }} in namespace {{ $labels.namespace }} are down.',
        },
      }),
      alert(
        'PrometheusScrapesOverLimit',
        promql`
          increase(prometheus_target_scrapes_exceeded_sample_limit_total{${PROMETHEUS}}[10m])
            + increase(prometheus_target_scrapes_exceeded_body_size_limit_total{${PROMETHEUS}}[10m])
            > 0
        `,
        {
          for: '15m',
          labels: { severity: 'warning' },
          annotations: {
            summary: 'Whole scrapes are dropped because of a limit.',
            description:
              '{{ $labels.namespace }}/{{ $labels.pod }} dropped {{ printf "%.0f" $value }} scrapes in ten minutes: their targets expose more samples or bytes than they may.',
          },
        },
      ),
      alert(
        'PrometheusRulesFailing',
        `increase(prometheus_rule_evaluation_failures_total{${PROMETHEUS}}[5m]) > 0`,
        {
          for: '15m',
          labels: { severity: 'critical' },
          annotations: {
            summary: 'Rules cannot be evaluated: their alerts are blind.',
            description:
              'In {{ $labels.namespace }}/{{ $labels.pod }}, {{ printf "%.0f" $value }} evaluations of {{ $labels.rule_group }} failed in five minutes.',
          },
        },
      ),
    ],
  },
  {
    name: 'prometheus-notifications',
    rules: [
      alert(
        'PrometheusWithoutAlertmanager',
        `max_over_time(prometheus_notifications_alertmanagers_discovered{${PROMETHEUS}}[5m]) == 0`,
        {
          for: '10m',
          labels: { severity: 'critical' },
          annotations: {
            summary: 'A Prometheus knows of no Alertmanager.',
            description: '{{ $labels.namespace }}/{{ $labels.pod }} has nowhere to send its alerts.',
          },
        },
      ),
      alert(
        'PrometheusNotificationsDropped',
        promql`
          min without (alertmanager) (rate(prometheus_notifications_dropped_total{${PROMETHEUS}}[5m])) > 0
        `,
        {
          for: '10m',
          labels: { severity: 'critical' },
          annotations: {
            summary: 'Alerts are lost on their way to every Alertmanager.',
            description:
              '{{ $labels.namespace }}/{{ $labels.pod }} drops alerts for each Alertmanager that it knows.',
          },
        },
      ),
    ],
  },
  {
    name: 'prometheus-storage',
    rules: [
      alert(
        'PrometheusCompactionsFailing',
        `increase(prometheus_tsdb_compactions_failed_total{${PROMETHEUS}}[3h]) > 0`,
        {
          for: '1h',
          labels: { severity: 'warning' },
          annotations: {
            summary: 'A Prometheus cannot compact its blocks.',
            description:
              '{{ printf "%.0f" $value }} compactions failed in {{ $labels.namespace }}/{{ $labels.pod }} in three hours; memory and disk grow until they work again.',
          },
        },
      ),
      alert(
        'PrometheusRemoteWriteBehind',
        promql`
          prometheus_remote_storage_queue_highest_timestamp_seconds{${PROMETHEUS}}
            - prometheus_remote_storage_queue_highest_sent_timestamp_seconds{${PROMETHEUS}}
            > 120
        `,
        {
          for: '15m',
          labels: { severity: 'critical' },
          annotations: {
            summary: 'Remote write does not keep up.',
            description:
              '{{ $labels.namespace }}/{{ $labels.pod }} is {{ $value | humanizeDuration }} behind in writing to {{ $labels.remote_name }}; what leaves the write-ahead log before it is sent is lost.',
          },
        },
      ),
    ],
  },
];
