import {
  watchingAlert,
  type AlertingRule,
  type AlertTemplate,
  type RuleGroup,
  type WatchingOptions,
} from '../rules';
import type { AlertmanagerEndpoint } from './endpoint';

/**
 * Alerts about an Alertmanager, which a Prometheus that scrapes it evaluates: who watches the watchman. Those that
 * stand for a page that nobody got are critical.
 *
 * ```ts
 * new PrometheusRule(chart, 'alertmanager', { groups: [alertmanagerAlerts(alertmanager)] });
 * ```
 *
 * Send at least one of them to somebody else than this Alertmanager: it cannot tell that it is down.
 */
export function alertmanagerAlerts(
  { endpoint }: { readonly endpoint: AlertmanagerEndpoint },
  options: WatchingOptions = {},
): RuleGroup {
  const { name, namespace, hosts } = endpoint;
  return {
    name: `alertmanager-${namespace}-${name}`,
    rules: RULES.filter(({ least = 1 }) => hosts.length >= least).map((rule) =>
      render(rule, endpoint, options),
    ),
  };
}

/** In its texts `#` stands for the number of instances. */
interface InstancesTemplate extends AlertTemplate {
  /** How many instances there must be for it to say anything. */
  readonly least?: number;
}

/** `max_over_time` and its like bridge a scrape that failed. */
const RULES: readonly InstancesTemplate[] = [
  {
    name: 'AlertmanagerDown',
    expr: 'sum(up{$}) < # / 2 or absent(up{$})',
    for: '5m',
    severity: 'critical',
    summary: 'Half of the instances of an Alertmanager or more cannot be scraped.',
    description: 'Alerts may reach nobody. Look at the pods, their nodes and the NetworkPolicy.',
  },
  {
    name: 'AlertmanagerFailedReload',
    expr: 'max_over_time(alertmanager_config_last_reload_successful{$}[5m]) == 0',
    for: '10m',
    severity: 'critical',
    summary: 'An Alertmanager does not take its configuration.',
    description:
      '{{ $labels.pod }} goes on with the former one, and will not start again with this one. Its log has the reason.',
  },
  {
    name: 'AlertmanagerConfigInconsistent',
    expr: 'count(count_values("config_hash", alertmanager_config_hash{$})) > 1',
    for: '20m',
    severity: 'critical',
    summary: 'Instances of an Alertmanager have different configurations.',
    description: 'Who is notified depends on which instance notifies. Compare the logs of config-reloader.',
    least: 2,
  },
  {
    name: 'AlertmanagerMembersInconsistent',
    expr: 'max_over_time(alertmanager_cluster_members{$}[5m]) < #',
    for: '15m',
    severity: 'critical',
    summary: 'An instance of an Alertmanager does not see all of its peers.',
    description:
      '{{ $labels.pod }} sees {{ $value }} of # members: notifications may come twice, silences may not hold.',
    least: 2,
  },
  {
    name: 'AlertmanagerPeerNameConflict',
    expr: 'increase(alertmanager_cluster_peer_name_conflicts_total{$}[10m]) > 0',
    for: '0s',
    severity: 'warning',
    summary: 'Two members of a mesh call themselves alike.',
    description:
      '{{ $labels.pod }} has refused a peer whose name another address has: a pod that was killed and came back waits until the old entry is forgotten.',
    least: 2,
  },
  {
    name: 'AlertmanagerFailedToSendAlerts',
    expr: 'sum by (pod, integration) (rate(alertmanager_notifications_failed_total{$}[15m])) / sum by (pod, integration) (rate(alertmanager_notifications_total{$}[15m])) > 0.01',
    for: '5m',
    severity: 'warning',
    summary: 'An instance of an Alertmanager fails to notify.',
    description:
      '{{ $labels.pod }} fails with {{ $value | humanizePercentage }} of its notifications by {{ $labels.integration }}; the next instance takes over.',
    least: 2,
  },
  {
    name: 'AlertmanagerClusterFailedToSendAlerts',
    expr: 'min by (integration) (sum by (pod, integration) (rate(alertmanager_notifications_failed_total{$}[15m])) / sum by (pod, integration) (rate(alertmanager_notifications_total{$}[15m]))) > 0.01',
    for: '5m',
    severity: 'critical',
    summary: 'All instances of an Alertmanager fail to notify.',
    description:
      'At least {{ $value | humanizePercentage }} of the notifications by {{ $labels.integration }} reach nobody.',
  },
  {
    name: 'AlertmanagerCrashlooping',
    expr: 'changes(process_start_time_seconds{$}[15m]) > 4',
    for: '5m',
    severity: 'warning',
    summary: 'An instance of an Alertmanager restarts again and again.',
    description: '{{ $labels.pod }} has started {{ $value }} times in 15 minutes.',
  },
];

function render(
  rule: InstancesTemplate,
  { name, namespace, hosts }: AlertmanagerEndpoint,
  options: WatchingOptions,
): AlertingRule {
  const fill = (text: string): string => text.replaceAll('#', String(hosts.length));
  // The name of the Service is the job: see the monitors that a Prometheus makes of its Alertmanagers.
  return watchingAlert(
    { ...rule, expr: fill(rule.expr), description: fill(rule.description) },
    { namespace, job: `alertmanager-${name}`, name },
    options,
  );
}
