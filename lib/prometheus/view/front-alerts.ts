import { alert, type RuleGroup } from '../../rules';

/** Alerts about a front, for the shards that scrape it. */
export function frontAlerts(service: string, namespace: string): RuleGroup {
  const matchers = `job="${service}",namespace="${namespace}"`;
  const told = (
    name: string,
    expr: string,
    pending: string,
    severity: 'critical' | 'warning',
    [summary, description]: readonly [summary: string, description: string],
  ) =>
    alert(`PrometheusFront${name}`, expr.replaceAll('$', matchers), {
      for: pending,
      labels: { severity },
      annotations: { summary, description: `${namespace}/${service}: ${description}` },
    });
  return {
    name: `${service}-${namespace}`,
    rules: [
      told('Down', 'sum(up{$}) == 0 or absent(up{$})', '5m', 'critical', [
        'No pod of the front of a sharded Prometheus can be scraped.',
        'Nobody answers for all shards, and rules that need several are not evaluated.',
      ]),
      told(
        'EvaluationsFail',
        'sum by (pod, rule_group) (rate(prometheus_rule_evaluation_failures_total{$}[5m])) > 0',
        '5m',
        'critical',
        [
          'The front of a sharded Prometheus cannot evaluate rules.',
          'Rules of {{ $labels.rule_group }} say nothing, alerts among them: as a rule a shard does not answer.',
        ],
      ),
      told(
        'AlertsDropped',
        'sum by (pod) (rate(prometheus_notifications_dropped_total{$}[5m])) > 0',
        '5m',
        'critical',
        [
          'The front of a sharded Prometheus loses alerts.',
          '{{ $labels.pod }} cannot send alerts to any Alertmanager.',
        ],
      ),
      told(
        'FailedReload',
        'max_over_time(prometheus_config_last_reload_successful{$}[5m]) == 0',
        '10m',
        'critical',
        [
          'The front of a sharded Prometheus does not take its configuration.',
          '{{ $labels.pod }} goes on with the former one. Its log has the reason.',
        ],
      ),
    ],
  };
}
