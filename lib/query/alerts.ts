import {
  watchingAlert,
  type AlertingRule,
  type AlertTemplate,
  type RuleGroup,
  type WatchingOptions,
} from '../rules';
import type { ThanosCommand } from '../versions';
import type { ScrapedThanos } from './scraped';

/**
 * Alerts about a program of Thanos, for a Prometheus that scrapes it by {@link thanosMonitor}: never for the Ruler that is
 * watched, which could not say that it is down.
 *
 * ```ts
 * new PrometheusRule(chart, 'thanos', { groups: [thanosAlerts(query), thanosAlerts(ruler)] });
 * ```
 */
export function thanosAlerts(
  { scraped }: { readonly scraped: ScrapedThanos },
  options: WatchingOptions = {},
): RuleGroup {
  const { namespace, service, command } = scraped;
  return {
    name: `${service}-${namespace}`,
    rules: [...OF_ALL, ...(OWN[command] ?? [])].map((rule) => render(rule, scraped, options)),
  };
}

const OF_ALL: readonly AlertTemplate[] = [
  {
    name: 'Down',
    expr: 'sum(up{$}) == 0 or absent(up{$})',
    for: '5m',
    severity: 'critical',
    summary: 'No pod of a program of Thanos can be scraped.',
    description: 'Whoever asks it gets no answer. Look at the pods and the NetworkPolicy.',
  },
  {
    name: 'Crashlooping',
    expr: 'changes(process_start_time_seconds{$}[15m]) > 4',
    for: '5m',
    severity: 'warning',
    summary: 'A program of Thanos restarts again and again.',
    description: '{{ $labels.pod }} has started {{ $value }} times in 15 minutes.',
  },
];

const QUERY: readonly AlertTemplate[] = [
  {
    name: 'QueriesFail',
    expr: 'sum(rate(http_requests_total{$,handler=~"query|query_range",code=~"4..|5.."}[5m])) / sum(rate(http_requests_total{$,handler=~"query|query_range"}[5m])) > 0.05',
    for: '5m',
    severity: 'critical',
    summary: 'A ThanosQuery refuses queries.',
    description:
      '{{ $value | humanizePercentage }} of the queries fail. While an endpoint is missing all of them do: see its page /stores.',
  },
  {
    name: 'EndpointsMissing',
    expr: 'sum by (pod) (thanos_store_nodes_grpc_connections{$}) < max_over_time(sum by (pod) (thanos_store_nodes_grpc_connections{$})[1h:1m])',
    for: '5m',
    severity: 'warning',
    summary: 'A ThanosQuery has lost an endpoint.',
    description: '{{ $labels.pod }} is connected to {{ $value }} endpoints, fewer than within the last hour.',
  },
  {
    name: 'DnsFailures',
    expr: 'rate(thanos_query_endpoints_dns_failures_total{$}[5m]) / rate(thanos_query_endpoints_dns_lookups_total{$}[5m]) > 0.5',
    for: '15m',
    severity: 'warning',
    summary: 'A ThanosQuery does not find the pods behind a name.',
    description:
      '{{ $labels.pod }} fails with {{ $value | humanizePercentage }} of its lookups: Rulers may be missing.',
  },
];

const RULER: readonly AlertTemplate[] = [
  {
    name: 'EvaluationsFail',
    expr: 'sum by (pod, rule_group) (rate(prometheus_rule_evaluation_failures_total{$}[5m])) > 0',
    for: '5m',
    severity: 'critical',
    summary: 'A ThanosRuler cannot evaluate rules.',
    description:
      'Rules of {{ $labels.rule_group }} say nothing, alerts among them: the Query fails, or an endpoint of it is missing.',
  },
  {
    name: 'NoEvaluations',
    expr: 'time() - max by (pod, rule_group) (prometheus_rule_group_last_evaluation_timestamp_seconds{$}) > 10 * max by (pod, rule_group) (prometheus_rule_group_interval_seconds{$})',
    for: '5m',
    severity: 'critical',
    summary: 'A ThanosRuler has stopped evaluating a group of rules.',
    description: '{{ $labels.rule_group }} was not evaluated for ten intervals.',
  },
  {
    name: 'AlertsDropped',
    expr: 'sum by (pod) (rate(thanos_alert_queue_alerts_dropped_total{$}[5m])) + sum by (pod) (rate(thanos_alert_sender_alerts_dropped_total{$}[5m])) > 0',
    for: '5m',
    severity: 'critical',
    summary: 'A ThanosRuler loses alerts.',
    description: '{{ $labels.pod }} cannot send alerts to any Alertmanager.',
  },
  {
    name: 'FailedReload',
    expr: 'max_over_time(thanos_rule_config_last_reload_successful{$}[5m]) == 0',
    for: '10m',
    severity: 'critical',
    summary: 'A ThanosRuler does not take its rules.',
    description: '{{ $labels.pod }} goes on with the former ones. Its log has the reason.',
  },
];

const STORE: readonly AlertTemplate[] = [
  {
    name: 'BucketOperationsFail',
    expr: 'sum by (pod, operation) (rate(thanos_objstore_bucket_operation_failures_total{$}[5m])) / sum by (pod, operation) (rate(thanos_objstore_bucket_operations_total{$}[5m])) > 0.05',
    for: '15m',
    severity: 'warning',
    summary: 'A ThanosStore cannot read its object storage.',
    description:
      '{{ $labels.pod }} fails with {{ $value | humanizePercentage }} of its operations of {{ $labels.operation }}.',
  },
  {
    name: 'SyncFails',
    expr: 'sum by (pod) (increase(thanos_bucket_store_block_load_failures_total{$}[15m])) > 0',
    for: '15m',
    severity: 'warning',
    summary: 'A ThanosStore cannot load blocks.',
    description: '{{ $labels.pod }} does not serve {{ $value }} blocks: a part of the past may be missing.',
  },
];

const COMPACTOR: readonly AlertTemplate[] = [
  {
    name: 'Halted',
    expr: 'thanos_compact_halted{$} == 1',
    for: '5m',
    severity: 'warning',
    summary: 'A ThanosCompactor has given up.',
    description:
      'Nothing is compacted, downsampled or deleted until somebody has looked: its log names the block.',
  },
  {
    name: 'CompactionsFail',
    expr: 'sum(rate(thanos_compact_group_compactions_failures_total{$}[30m])) > 0',
    for: '30m',
    severity: 'warning',
    summary: 'A ThanosCompactor fails.',
    description: 'It tries again. Its log has the reason: often a full disk.',
  },
  {
    name: 'HasNotRun',
    expr: 'time() - max(thanos_objstore_bucket_last_successful_upload_time{$}) > 24 * 3600 and max(thanos_objstore_bucket_last_successful_upload_time{$}) > 0',
    for: '1h',
    severity: 'warning',
    summary: 'A ThanosCompactor has written nothing for a day.',
    description: 'Its last block was written {{ $value | humanizeDuration }} ago.',
  },
];

const SIDECAR: readonly AlertTemplate[] = [
  {
    name: 'UploadsFail',
    expr: 'sum by (pod) (increase(thanos_shipper_upload_failures_total{$}[15m])) > 0',
    for: '15m',
    severity: 'critical',
    summary: 'Blocks of a Prometheus are not uploaded.',
    description: '{{ $labels.pod }} keeps them until its retention ends; then they are lost.',
  },
  {
    name: 'NoPrometheus',
    expr: 'thanos_sidecar_prometheus_up{$} == 0',
    for: '5m',
    severity: 'critical',
    summary: 'A sidecar does not reach its Prometheus.',
    description: '{{ $labels.pod }} cannot be read: queries that need it fail.',
  },
];

const OWN: Readonly<Partial<Record<ThanosCommand, readonly AlertTemplate[]>>> = {
  query: QUERY,
  rule: RULER,
  store: STORE,
  compact: COMPACTOR,
  sidecar: SIDECAR,
};

/** `ThanosQueryDown`, `ThanosRulerDown`: names of alerts begin with what they are about. */
const SUBJECTS: Readonly<Record<ThanosCommand, string>> = {
  query: 'ThanosQuery',
  'query-frontend': 'ThanosQueryFrontend',
  rule: 'ThanosRuler',
  store: 'ThanosStore',
  compact: 'ThanosCompactor',
  sidecar: 'ThanosSidecar',
};

function render(
  rule: AlertTemplate,
  { command, service, namespace }: ScrapedThanos,
  options: WatchingOptions,
): AlertingRule {
  const named = { ...rule, name: `${SUBJECTS[command]}${rule.name}` };
  return watchingAlert(named, { namespace, job: service, name: service }, options);
}
