import { RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard, graph, labelVariable, number, type ClassicDashboard } from './parts';

const OF = 'namespace=~"$namespace", job=~"$job"';

/** How the instances of Alertmanagers are: whether they are one mesh, hold the same, and notify. */
export function alertmanagerDashboard(): ClassicDashboard {
  return dashboard(
    'cdk8s-prometheus-alertmanager',
    'Alertmanager / mesh and notifications',
    'Whether the instances of an Alertmanager have joined, hold the same, and notify.',
  )
    .withVariable(labelVariable('namespace', 'alertmanager_build_info'))
    .withVariable(labelVariable('job', 'alertmanager_build_info{namespace=~"$namespace"}'))
    .withRow(new RowBuilder('Mesh'))
    .withPanel(
      number({
        title: 'Instances that answer',
        description: 'Instances whose last scrape went well.',
        unit: 'short',
        queries: [[`sum(up{${OF}})`, '']],
      }),
    )
    .withPanel(
      number({
        title: 'Instances not joined',
        description:
          'The largest number of peers that one of the instances does not see. More than 0 for minutes: it notifies on its own.',
        unit: 'short',
        queries: [
          [
            `max(count by (namespace, job) (alertmanager_cluster_members{${OF}}) - on (namespace, job) group_right () min by (namespace, job) (alertmanager_cluster_members{${OF}}))`,
            '',
          ],
        ],
        thresholds: { critical: 1 },
      }),
    )
    .withPanel(
      number({
        title: 'Missing silences',
        description:
          'The largest difference between instances in the number of active silences. More than 0 for minutes: one of them has not caught up, and pages for what others keep silent.',
        unit: 'short',
        queries: [
          [
            `max(max by (namespace, job) (alertmanager_silences{${OF}, state="active"}) - min by (namespace, job) (alertmanager_silences{${OF}, state="active"}))`,
            '',
          ],
        ],
        thresholds: { critical: 1 },
      }),
    )
    .withPanel(
      number({
        title: 'Configurations not loaded',
        description: 'Instances that run with an earlier configuration, because the present one is broken.',
        unit: 'short',
        queries: [[`count(alertmanager_config_last_reload_successful{${OF}} == 0) or vector(0)`, '']],
        thresholds: { critical: 1 },
      }),
    )
    .withPanel(
      number({
        title: 'Different configurations',
        description:
          'How many configurations the instances have: more than one for longer than a reload takes is a rollout that hangs.',
        unit: 'short',
        queries: [
          [
            `max(count by (namespace, job) (count_values by (namespace, job) ("config_hash", alertmanager_config_hash{${OF}})))`,
            '',
          ],
        ],
        thresholds: { warning: 2, critical: 3 },
      }),
    )
    .withPanel(
      number({
        title: 'Failed notifications',
        description: 'Share of notifications in the last hour that were given up.',
        unit: 'percentunit',
        queries: [
          [
            `sum(increase(alertmanager_notifications_failed_total{${OF}}[1h])) / (sum(increase(alertmanager_notifications_total{${OF}}[1h])) > 0) or vector(0)`,
            '',
          ],
        ],
        thresholds: { warning: 0.01, critical: 0.1 },
      }),
    )
    .withPanel(
      graph({
        title: 'Peers that each instance sees',
        description: 'All lines at the number of replicas: one mesh.',
        unit: 'short',
        queries: [[`alertmanager_cluster_members{${OF}}`, '{{instance}}']],
        span: 6,
      }),
    )
    .withPanel(
      graph({
        title: 'Health of the gossip',
        description: '0 is healthy; higher means that answers of peers come late.',
        unit: 'short',
        queries: [[`alertmanager_cluster_health_score{${OF}}`, '{{instance}}']],
        span: 6,
      }),
    )
    .withPanel(
      graph({
        title: 'Messages between peers',
        description: 'What each instance sends and receives.',
        unit: 'ops',
        queries: [
          [
            `sum by (instance) (rate(alertmanager_cluster_messages_received_total{${OF}}[$__rate_interval]))`,
            '{{instance}} received',
          ],
          [
            `sum by (instance) (rate(alertmanager_cluster_messages_sent_total{${OF}}[$__rate_interval]))`,
            '{{instance}} sent',
          ],
        ],
        span: 6,
      }),
    )
    .withPanel(
      graph({
        title: 'Messages waiting',
        description: 'To be told to peers. A queue that grows is a mesh that gossips slower than it changes.',
        unit: 'short',
        queries: [[`alertmanager_cluster_messages_queued{${OF}}`, '{{instance}}']],
        span: 6,
      }),
    )
    .withRow(new RowBuilder('What they hold'))
    .withPanel(
      graph({
        title: 'Active silences',
        description: 'One line: all hold the same.',
        unit: 'short',
        queries: [[`alertmanager_silences{${OF}, state="active"}`, '{{instance}}']],
      }),
    )
    .withPanel(
      graph({
        title: 'Alerts',
        description: 'By state. Prometheus sends to all instances, so that all should have the same.',
        unit: 'short',
        queries: [[`sum by (instance, state) (alertmanager_alerts{${OF}})`, '{{instance}} {{state}}']],
      }),
    )
    .withPanel(
      graph({
        title: 'Size of the state',
        description: 'Of the last snapshots. Above 20 MiB an instance of 0.34 cannot join any more.',
        unit: 'bytes',
        queries: [
          [`alertmanager_nflog_snapshot_size_bytes{${OF}}`, '{{instance}} log of notifications'],
          [`alertmanager_silences_snapshot_size_bytes{${OF}}`, '{{instance}} silences'],
        ],
      }),
    )
    .withRow(new RowBuilder('Notifications'))
    .withPanel(
      graph({
        title: 'Sent',
        description: 'By the way that they took, over all instances.',
        unit: 'ops',
        queries: [
          [
            `sum by (integration) (rate(alertmanager_notifications_total{${OF}}[$__rate_interval])) > 0`,
            '{{integration}}',
          ],
        ],
      }),
    )
    .withPanel(
      graph({
        title: 'Failed',
        description: 'Attempts that were given up, by why.',
        unit: 'ops',
        queries: [
          [
            `sum by (integration, reason) (rate(alertmanager_notifications_failed_total{${OF}}[$__rate_interval])) > 0`,
            '{{integration}} {{reason}}',
          ],
        ],
      }),
    )
    .withPanel(
      graph({
        title: 'How long they took',
        description: '99 of 100 took no longer.',
        unit: 's',
        queries: [
          [
            `histogram_quantile(0.99, sum by (integration, le) (rate(alertmanager_notification_latency_seconds_bucket{${OF}}[$__rate_interval])))`,
            '{{integration}}',
          ],
        ],
      }),
    )
    .build();
}
