import type { Chart } from 'cdk8s';
import type { FiledGroups } from '../../../lib/placement';
import { Prometheus, type PrometheusProps } from '../../../lib/prometheus';
import { PrometheusRule, recordingRule, type Rule, type RuleGroup } from '../../../lib/rules';
import { ScrapeConfig } from '../../../lib/scrape';
import type { AlertSink } from '../lab';
import { MOVING, type SyntheticTargets } from './targets';

export const SHARDS = 3;

/** Milliseconds between two evaluations. */
export const INTERVAL = 6_000;

/** Seconds: what is read has been scraped by everybody. */
const QUERY_OFFSET = 7;

/** The longest `for`, so that alerts fire while somebody waits for them. */
const LONGEST_FOR = '12s';

/** What groups of our own record, each by what the one before it has recorded. */
export const CHAIN = Array.from({ length: 6 }, (_, index) => `chain:${index}`);

export interface Surroundings {
  readonly globalView: NonNullable<PrometheusProps['globalView']>;
  readonly rules: readonly FiledGroups[];
  readonly targets: SyntheticTargets;

  /** Who is told by the shards and their view, and by the single server. */
  readonly sinks: readonly [AlertSink, AlertSink];
}

/** A Prometheus with shards and a view, and one that has everything to itself; both with the rules of kube-prometheus. */
export function build(chart: Chart, { globalView, rules, targets, sinks }: Surroundings): void {
  const props = (sink: AlertSink): PrometheusProps => ({
    storage: { emptyDir: {} },
    selfMonitoring: false,
    rulesConfigMap: 'none',
    scrapeInterval: '2s',
    scrapeTimeout: '2s',
    evaluationInterval: `${INTERVAL}ms`,
    ruleQueryOffset: `${QUERY_OFFSET}s`,
    externalLabels: { region: 'eu' },
    ruleSelector: {},
    scrapeConfigSelector: {},
    alerting: { alertmanagers: [{ targets: [sink.address] }] },
  });
  new Prometheus(chart, 'whole', props(sinks[1]));
  new Prometheus(chart, 'k8s', { ...props(sinks[0]), shards: SHARDS, globalView });
  for (const [job, addresses] of targets.jobs()) {
    new ScrapeConfig(chart, job, {
      jobName: job,
      metricsPath: `/${job}`,
      staticConfigs: [{ targets: addresses }],
      ...(job === 'kube-state-metrics' ? { sharding: 'broadcast' } : {}),
    });
  }
  for (const { file, groups } of rules) {
    new PrometheusRule(chart, file.toLowerCase(), { groups: groups.map(({ group }) => faster(group)) });
  }
  new PrometheusRule(chart, 'chain', { groups: chain() });
}

/**
 * Groups whose rules read each other, and what changes all the time: one that is evaluated too early above sees an old value. With
 * these names there is one that would be, and on one server each comes two seconds or more after the one before.
 */
function chain(): RuleGroup[] {
  return CHAIN.map((record, index) => ({
    name: `of-${index}`,
    rules: [recordingRule(record, index === 0 ? `sum(${MOVING})` : `${CHAIN[index - 1]} + sum(${MOVING})`)],
  }));
}

/** The group with an interval that is as much shorter as that of all others, and alerts that fire soon. */
function faster({ interval, ...group }: RuleGroup): RuleGroup {
  return {
    ...group,
    ...(interval === undefined ? {} : { interval: `${3 * INTERVAL}ms` }),
    rules: group.rules.map((rule): Rule =>
      rule.alert === undefined || rule.for === undefined || rule.for === '0s'
        ? rule
        : { ...rule, for: LONGEST_FOR },
    ),
  };
}
