import type { FiledGroups, JobFacts } from '../../lib/placement';
import {
  matchersOf,
  metricNamesOf,
  satisfies,
  selectorsOf,
  walkPromQL,
  type Expr,
  type Matcher,
} from '../../lib/promql';
import { NOW, random } from './arbitrary-series';
import type { ScrapedSeries } from './lab';

const TARGETS = 3;
const COMBINATIONS = 6;
const STEP = 60;

/** Jobs of one target: it tells what it knows of others. */
const ALONE: ReadonlySet<string> = new Set(['kube-state-metrics']);

/** Metrics of which joins expect one series for each target. */
const ONE_PER_TARGET: ReadonlySet<string> = new Set(['up', 'kubelet_node_name', 'kube_pod_owner']);
const STEPS = 75;

/** What is known of a metric from the rules that read it. */
interface Metric {
  readonly matchers: Matcher[];

  /** Labels that it must not have. */
  readonly overwritten: Set<string>;
  readonly jobs: Set<string>;
}

/**
 * Series for every metric that rules read and do not record, with labels that satisfy what some of the rules ask for and with the
 * labels that rules group and match by: few values of each, so that joins find partners.
 *
 * @param plain how many series of a target have no other labels than those that are asked for, as joins by all labels need them
 */
export function syntheticSeries(
  files: readonly FiledGroups[],
  facts: readonly JobFacts[],
  shards: number,
  seed: number,
  plain = 0,
): ScrapedSeries[] {
  const next = random(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(next() * items.length)]!;
  const rules = files.flatMap(({ groups }) => groups.flatMap((group) => group.rules));
  const recorded = new Set(rules.flatMap(({ rule }) => rule.record ?? []));
  const metrics = metricsOf(
    rules.map(({ expr }) => expr),
    recorded,
    facts,
  );
  const compared = [...new Set(rules.flatMap(({ expr }) => comparedLabels(expr)))].sort();
  const jobs = [...new Set([...metrics.values()].flatMap((metric) => [...metric.jobs]))].sort();
  const shardOf = new Map(
    jobs.map((job) => {
      const isBroadcast = facts.some((each) => each.job === job && each.spread === 'broadcast');
      return [
        job,
        Array.from({ length: ALONE.has(job) ? 1 : TARGETS }, () =>
          isBroadcast ? ('all' as const) : Math.floor(next() * shards),
        ),
      ] as const;
    }),
  );
  return [...metrics]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, { matchers, overwritten: without, jobs: own }]) => {
      const labels = [...new Set([...matchers.map((each) => each.name), ...compared])].filter(
        (label) => !['job', 'instance', '__name__', 'le'].includes(label) && !without.has(label),
      );
      const of = (label: string): Matcher[] => matchers.filter((each) => each.name === label);
      const chosen = labels.map((label) => [label, valuesOf(label, of(label))] as const);
      return [...own].sort().flatMap((job) =>
        shardOf.get(job)!.flatMap((shard, index) => {
          const seen = new Set<string>();
          const count = ONE_PER_TARGET.has(name) ? 1 : COMBINATIONS + plain;
          return Array.from({ length: count }, (_, combination) => {
            const isPlain = combination >= COMBINATIONS;
            const values = chosen.flatMap(([label, all]) =>
              (isPlain ? of(label).length > 0 : next() < 0.85) ? [[label, pick(all)] as const] : [],
            );
            return { __name__: name, ...Object.fromEntries(values), job, instance: `10.0.0.${index + 1}` };
          })
            .filter((each) => {
              const key = JSON.stringify(each);
              const isNew = !seen.has(key);
              seen.add(key);
              return isNew;
            })
            .flatMap((each): ScrapedSeries[] =>
              name.endsWith('_bucket')
                ? ['0.1', '1', '5', '+Inf'].map((le, rank) => ({
                    labels: { ...each, le },
                    shard,
                    samples: counter((rank + 1) * (1 + index)),
                  }))
                : [
                    {
                      labels: each,
                      shard,
                      samples: isCounter(name) ? counter(next() * 9) : gauge(pick([0, 1, 1, next() * 100])),
                    },
                  ],
            );
        }),
      );
    });
}

function isCounter(name: string): boolean {
  return /_(total|count|sum)$/.test(name);
}

function counter(rate: number): Array<[number, number]> {
  return times().map((time, index) => [time, rate * index * STEP]);
}

/** Most gauges stay as they are; some go up at the end. */
function gauge(value: number): Array<[number, number]> {
  return times().map((time, index) => [time, index > STEPS - 5 && value > 50 ? value + index : value]);
}

function times(): number[] {
  return Array.from({ length: STEPS + 1 }, (_, index) => NOW - (STEPS - index) * STEP);
}

function metricsOf(
  expressions: readonly Expr[],
  recorded: ReadonlySet<string>,
  facts: readonly JobFacts[],
): Map<string, Metric> {
  const metrics = new Map<string, Metric>();
  for (const selector of expressions.flatMap(selectorsOf)) {
    const all = matchersOf(selector);
    for (const name of metricNamesOf(selector) ?? []) {
      if (recorded.has(name) || name === 'ALERTS') {
        continue;
      }
      const metric = metrics.get(name) ?? {
        matchers: [],
        overwritten: new Set<string>(),
        jobs: new Set<string>(),
      };
      metrics.set(name, metric);
      metric.matchers.push(...all);
      const owner = facts.find(
        (each) => each.metrics !== undefined && new RegExp(`^(?:${each.metrics})$`).test(name),
      );
      const asked = all
        .filter((each) => each.name === 'job')
        .flatMap(({ type, value }) => (type === '=' ? [value] : []));
      (owner === undefined ? asked : [owner.job]).forEach((job) => metric.jobs.add(job));
    }
  }
  for (const [name, label] of expressions.flatMap(overwritten)) {
    metrics.get(name)?.overwritten.add(label);
  }
  const jobs = [...new Set([...metrics.values()].flatMap((metric) => [...metric.jobs]))];
  for (const [name, metric] of metrics) {
    if (name === 'up') {
      jobs.forEach((job) => metric.jobs.add(job));
    } else if (metric.jobs.size === 0) {
      metric.jobs.add('some-job').add('other-job');
    }
  }
  return metrics;
}

/** Values that satisfy some of the matchers, and a few others. */
function valuesOf(label: string, matchers: readonly Matcher[]): string[] {
  const words = matchers.flatMap(({ type, value }) =>
    type === '=' ? [value] : type === '=~' ? value.split(/[|()]/) : [],
  );
  const usual = [`${label}-a`, `${label}-b`];
  const candidates = [...words.filter((word) => /^[\w/.:-]+$/.test(word)), ...usual];
  const wanted = candidates.filter((value) => matchers.some((matcher) => satisfies(matcher, value)));
  return [...new Set(wanted.length === 0 ? usual : wanted)];
}

function comparedLabels(expr: Expr): string[] {
  const labels: string[] = [];
  walkPromQL(expr, (node) => {
    if (node.type === 'aggregation' && !node.without) {
      labels.push(...node.grouping);
    }
    if (node.type === 'binary' && node.matching?.on === true) {
      labels.push(...node.matching.labels, ...node.matching.include);
    }
  });
  return labels;
}

/** The labels that rules write over those of a metric: with them, series that are different fall together. */
function overwritten(expr: Expr): Array<readonly [name: string, label: string]> {
  const found: Array<readonly [string, string]> = [];
  walkPromQL(expr, (node) => {
    const [input, label] = node.type === 'call' && node.name === 'label_replace' ? node.args : [];
    if (input !== undefined && label?.type === 'string') {
      const names = selectorsOf(input).flatMap((selector) => metricNamesOf(selector) ?? []);
      found.push(...names.map((name) => [name, label.value] as const));
    }
  });
  return found;
}
