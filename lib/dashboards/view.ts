import { RowBuilder } from '@grafana/grafana-foundation-sdk/dashboard';
import { dashboard, graph, labelVariable, number, type ClassicDashboard } from './parts';

const OF = 'namespace=~"$namespace", job=~"$job"';

/** Programs of Thanos, and a Prometheus that reads others: what stands in front of shards. */
const PROGRAMS = '{__name__=~"thanos_build_info|prometheus_remote_read_client_queries"}';

/** Queries as a Query counts them, as a Query Frontend does, and as a Prometheus. */
const THANOS = `${OF}, handler=~"query|query_range|query-frontend"`;
const FRONT = `${OF}, handler=~"/api/v1/query(_range)?"`;
const FAILED = 'code=~"4..|5.."';

/** How what answers for all shards is: Query, Query Frontend and Ruler of Thanos, or the front, a Prometheus. */
export function viewDashboard(): ClassicDashboard {
  const queries = (more: string, range: string) =>
    `rate(http_requests_total{${THANOS}${more}}[${range}]) or rate(prometheus_http_requests_total{${FRONT}${more}}[${range}])`;
  const slowest = (quantile: number, range: string) =>
    `histogram_quantile(${quantile}, sum by (job, le) (rate(http_request_duration_seconds_bucket{${THANOS}}[${range}]) or rate(prometheus_http_request_duration_seconds_bucket{${FRONT}}[${range}])))`;
  const connections = `sum by (namespace, job, pod) (thanos_store_nodes_grpc_connections{${OF}})`;
  const lost = (range: string) =>
    [
      `increase(thanos_alert_queue_alerts_dropped_total{${OF}}[${range}])`,
      `increase(thanos_alert_sender_alerts_dropped_total{${OF}}[${range}])`,
      `increase(prometheus_notifications_dropped_total{${OF}}[${range}])`,
    ].join(' or ');
  return dashboard(
    'cdk8s-prometheus-view',
    'Prometheus / global view',
    'Whether what answers for all shards does so in time, reaches all of them, and evaluates the rules that need them.',
  )
    .withVariable(labelVariable('namespace', PROGRAMS))
    .withVariable(labelVariable('job', PROGRAMS.replace('}', ', namespace=~"$namespace"}')))
    .withRow(new RowBuilder('Now'))
    .withPanel(
      number({
        title: 'Programs that answer',
        description: 'Pods whose last scrape went well.',
        unit: 'short',
        queries: [[`sum(up{${OF}})`, '']],
      }),
    )
    .withPanel(
      number({
        title: 'Failed queries',
        description:
          'Share of the last five minutes. While a shard does not answer all queries of a Thanos Query fail: that is meant to be so.',
        unit: 'percentunit',
        queries: [[`sum(${queries(`, ${FAILED}`, '5m')}) / sum(${queries('', '5m')}) or vector(0)`, '']],
        thresholds: { warning: 0.01, critical: 0.05 },
      }),
    )
    .withPanel(
      number({
        title: 'Slowest queries',
        description: '99 of 100 of the last five minutes took no longer.',
        unit: 's',
        // Where nobody asks it is no number.
        queries: [[`max(${slowest(0.99, '5m')} >= 0)`, '']],
        thresholds: { warning: 5, critical: 20 },
      }),
    )
    .withPanel(
      number({
        title: 'Endpoints lost',
        description:
          'How many fewer endpoints a Query is connected to than within the last hour: shards or Rulers.',
        unit: 'short',
        queries: [[`max(max_over_time(${connections}[1h:1m]) - ${connections}) or vector(0)`, '']],
        thresholds: { critical: 1 },
      }),
    )
    .withPanel(
      number({
        title: 'Failed evaluations',
        description: 'Evaluations of rules that need all shards, in the last hour, that ended in an error.',
        unit: 'short',
        queries: [[`sum(increase(prometheus_rule_evaluation_failures_total{${OF}}[1h])) or vector(0)`, '']],
        thresholds: { critical: 1 },
      }),
    )
    .withPanel(
      number({
        title: 'Alerts lost',
        description:
          'Alerts of rules that need all shards, in the last hour, that could be sent to no Alertmanager.',
        unit: 'short',
        queries: [[`sum(${lost('1h')}) or vector(0)`, '']],
        thresholds: { critical: 1 },
      }),
    )
    .withRow(new RowBuilder('Queries'))
    .withPanel(
      graph({
        title: 'Asked',
        description:
          'Queries a second, by who answers. The Frontend asks the Query for what it does not keep.',
        unit: 'ops',
        queries: [[`sum by (job) (${queries('', '$__rate_interval')})`, '{{job}}']],
      }),
    )
    .withPanel(
      graph({
        title: 'Failed',
        description:
          'By code: 422 is a query that could not be answered, 400 one that is none, 503 one that was given up.',
        unit: 'ops',
        queries: [[`sum by (job, code) (${queries(`, ${FAILED}`, '$__rate_interval')})`, '{{job}} {{code}}']],
      }),
    )
    .withPanel(
      graph({
        title: 'How long they take',
        description: 'Half of them, and 99 of 100, take no longer.',
        unit: 's',
        queries: [
          [slowest(0.5, '$__rate_interval'), '{{job}} median'],
          [slowest(0.99, '$__rate_interval'), '{{job}} 99 %'],
        ],
      }),
    )
    .withRow(new RowBuilder('Shards as Thanos reads them'))
    .withPanel(
      graph({
        title: 'Endpoints',
        description: 'That each Query is connected to, by kind: sidecars of the shards, stores, Rulers.',
        unit: 'short',
        queries: [
          [`sum by (pod, store_type) (thanos_store_nodes_grpc_connections{${OF}})`, '{{pod}} {{store_type}}'],
        ],
        span: 12,
      }),
    )
    .withPanel(
      graph({
        title: 'Names not found',
        description: 'Share of the lookups of endpoints that fail: Rulers may be missing.',
        unit: 'percentunit',
        queries: [
          [
            `sum by (pod) (rate(thanos_query_endpoints_dns_failures_total{${OF}}[$__rate_interval])) / sum by (pod) (rate(thanos_query_endpoints_dns_lookups_total{${OF}}[$__rate_interval]))`,
            '{{pod}}',
          ],
        ],
        thresholds: { warning: 0.1, critical: 0.5 },
        span: 12,
      }),
    )
    .withRow(new RowBuilder('Shards as a front reads them'))
    .withPanel(
      graph({
        title: 'Reads',
        description: 'Of each shard, 99 of 100 take no longer until it begins to answer.',
        unit: 's',
        queries: [
          [
            `histogram_quantile(0.99, sum by (job, remote_name, le) (rate(prometheus_remote_read_client_request_duration_seconds_bucket{${OF}}[$__rate_interval])))`,
            '{{job}} {{remote_name}}',
          ],
        ],
      }),
    )
    .withPanel(
      graph({
        title: 'Reads that fail',
        description: 'That a shard refuses, by code, and connections that cannot be made.',
        unit: 'ops',
        queries: [
          [
            `sum by (job, remote_name, code) (rate(prometheus_remote_read_client_queries_total{${OF}, code!~"2.."}[$__rate_interval]))`,
            '{{job}} {{remote_name}} {{code}}',
          ],
          [
            // Those that are refused count as unknown, too.
            `sum by (job) (rate(net_conntrack_dialer_conn_failed_total{${OF}, dialer_name="remote_storage_read_client", reason!="refused"}[$__rate_interval]))`,
            '{{job}} no connection',
          ],
        ],
      }),
    )
    .withPanel(
      graph({
        title: 'Reads under way',
        description: 'Of each shard. A line that stays up is a shard that hangs.',
        unit: 'short',
        queries: [
          [
            `sum by (job, remote_name) (prometheus_remote_read_client_queries{${OF}})`,
            '{{job}} {{remote_name}}',
          ],
        ],
      }),
    )
    .withRow(new RowBuilder('Rules that need all shards'))
    .withPanel(
      graph({
        title: 'Rule groups against their interval',
        description: 'Share of its interval that the slowest group takes. At 1 evaluations are left out.',
        unit: 'percentunit',
        queries: [
          [
            `max by (job, pod) (prometheus_rule_group_last_duration_seconds{${OF}} / prometheus_rule_group_interval_seconds{${OF}})`,
            '{{pod}}',
          ],
        ],
        thresholds: { warning: 0.5, critical: 1 },
      }),
    )
    .withPanel(
      graph({
        title: 'Evaluations that fail',
        description: 'A second. They fail while a shard is missing, so that no rule says half of the truth.',
        unit: 'ops',
        queries: [
          [
            `sum by (pod) (rate(prometheus_rule_evaluation_failures_total{${OF}}[$__rate_interval]))`,
            '{{pod}}',
          ],
        ],
      }),
    )
    .withPanel(
      graph({
        title: 'Rules not loaded',
        description: '1: a Ruler, or a front, runs with earlier rules, because the present ones are broken.',
        unit: 'short',
        queries: [
          [`1 - thanos_rule_config_last_reload_successful{${OF}}`, '{{pod}}'],
          [`1 - prometheus_config_last_reload_successful{${OF}}`, '{{pod}}'],
        ],
        thresholds: { critical: 1 },
      }),
    )
    .withRow(new RowBuilder('Cost'))
    .withPanel(
      graph({
        title: 'Memory',
        description: 'Resident, of each pod.',
        unit: 'bytes',
        queries: [[`process_resident_memory_bytes{${OF}}`, '{{pod}}']],
        span: 12,
      }),
    )
    .withPanel(
      graph({
        title: 'Processor',
        description: 'Cores that each pod uses.',
        unit: 'short',
        queries: [[`rate(process_cpu_seconds_total{${OF}}[$__rate_interval])`, '{{pod}}']],
        span: 12,
      }),
    )
    .build();
}
