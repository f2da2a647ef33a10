import { RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard, graph, labelVariable, number, type ClassicDashboard } from './parts';

const OF = 'namespace=~"$namespace", job=~"$job"';

/** How the servers of Prometheis are: what they do, whether they keep up, and whether alerts leave. */
export function prometheusDashboard(): ClassicDashboard {
  return dashboard(
    'cdk8s-prometheus-prometheus',
    'Prometheus / servers',
    'Whether the servers of a Prometheus keep up, what they cost, and whether alerts leave.',
  )
    .withVariable(labelVariable('namespace', 'prometheus_build_info'))
    .withVariable(labelVariable('job', 'prometheus_build_info{namespace=~"$namespace"}'))
    .withRow(new RowBuilder('Now'))
    .withPanel(
      number({
        title: 'Servers that answer',
        description: 'Servers whose last scrape went well.',
        unit: 'short',
        queries: [[`sum(up{${OF}})`, '']],
      }),
    )
    .withPanel(
      number({
        title: 'Configurations not loaded',
        description: 'Servers that run with an earlier configuration, because the present one is broken.',
        unit: 'short',
        queries: [[`count(prometheus_config_last_reload_successful{${OF}} == 0) or vector(0)`, '']],
        thresholds: { critical: 1 },
      }),
    )
    .withPanel(
      number({
        title: 'Restarts',
        description: 'Of the servers, within the last hour.',
        unit: 'short',
        queries: [[`sum(changes(process_start_time_seconds{${OF}}[1h]))`, '']],
        thresholds: { warning: 1, critical: 4 },
      }),
    )
    .withPanel(
      number({
        title: 'Missed evaluations',
        description:
          'Evaluations of rule groups in the last hour that were left out, because the one before had not ended.',
        unit: 'short',
        queries: [[`sum(increase(prometheus_rule_group_iterations_missed_total{${OF}}[1h]))`, '']],
        thresholds: { critical: 1 },
      }),
    )
    .withPanel(
      number({
        title: 'Failed evaluations',
        description: 'Evaluations of rules in the last hour that ended in an error.',
        unit: 'short',
        queries: [[`sum(increase(prometheus_rule_evaluation_failures_total{${OF}}[1h]))`, '']],
        thresholds: { critical: 1 },
      }),
    )
    .withPanel(
      number({
        title: 'Alerts lost',
        description: 'Alerts in the last hour that could be sent to no Alertmanager.',
        unit: 'short',
        queries: [[`sum(increase(prometheus_notifications_dropped_total{${OF}}[1h]))`, '']],
        thresholds: { critical: 1 },
      }),
    )
    .withRow(new RowBuilder('Load'))
    .withPanel(
      graph({
        title: 'Series in memory',
        description: 'Of each server.',
        unit: 'short',
        queries: [[`prometheus_tsdb_head_series{${OF}}`, '{{pod}}']],
      }),
    )
    .withPanel(
      graph({
        title: 'Targets',
        description: 'That each server scrapes.',
        unit: 'short',
        queries: [[`sum by (pod) (prometheus_target_scrape_pool_targets{${OF}})`, '{{pod}}']],
      }),
    )
    .withPanel(
      graph({
        title: 'Samples stored',
        description: 'A second, by server.',
        unit: 'ops',
        queries: [
          [
            `sum by (pod) (rate(prometheus_tsdb_head_samples_appended_total{${OF}}[$__rate_interval]))`,
            '{{pod}}',
          ],
        ],
      }),
    )
    .withRow(new RowBuilder('Lag'))
    .withPanel(
      graph({
        title: 'Lateness of scrapes',
        description:
          'How far 99 of 100 scrapes are apart, where one interval is expected: more means that the server does not keep up.',
        unit: 's',
        queries: [
          [
            `max by (pod, interval) (prometheus_target_interval_length_seconds{${OF}, quantile="0.99"})`,
            '{{pod}} of {{interval}}',
          ],
        ],
      }),
    )
    .withPanel(
      graph({
        title: 'Rule groups against their interval',
        description:
          'Share of its interval that the slowest group of each server takes. At 1 evaluations are left out.',
        unit: 'percentunit',
        queries: [
          [
            `max by (pod) (prometheus_rule_group_last_duration_seconds{${OF}} / prometheus_rule_group_interval_seconds{${OF}})`,
            '{{pod}}',
          ],
        ],
        thresholds: { warning: 0.5, critical: 1 },
      }),
    )
    .withPanel(
      graph({
        title: 'Alerts waiting',
        description: 'To be sent. A queue that grows is an Alertmanager that does not answer.',
        unit: 'short',
        queries: [[`sum by (pod) (prometheus_notifications_queue_length{${OF}})`, '{{pod}}']],
      }),
    )
    .withRow(new RowBuilder('Cost'))
    .withPanel(
      graph({
        title: 'Memory',
        description: 'Resident, of each server.',
        unit: 'bytes',
        queries: [[`process_resident_memory_bytes{${OF}}`, '{{pod}}']],
      }),
    )
    .withPanel(
      graph({
        title: 'Processor',
        description: 'Cores that each server uses.',
        unit: 'short',
        queries: [[`rate(process_cpu_seconds_total{${OF}}[$__rate_interval])`, '{{pod}}']],
      }),
    )
    .withPanel(
      graph({
        title: 'Blocks on disk',
        description: 'Without the log of what is in memory.',
        unit: 'bytes',
        queries: [[`prometheus_tsdb_storage_blocks_bytes{${OF}}`, '{{pod}}']],
      }),
    )
    .build();
}
