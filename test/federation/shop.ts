import type { Chart } from 'cdk8s';
import {
  Federation,
  Prometheus,
  PrometheusRule,
  recordingRule,
  ScrapeConfig,
  type FederationProps,
} from '../../lib';
import { namespaceChart, synth, type Monitoring } from '../prometheus/monitoring';
import type { RunningPrometheus } from '../prometheus/running';
import type { Targets } from './clusters';

export const NUMBERS = { eu: [1, 2, 3, 4, 5], us: [6, 7, 8, 9] } as const;
export const CLUSTERS = ['eu', 'us'] as const;
export const COUNT = NUMBERS.eu.length + NUMBERS.us.length;
export const TIMES = { scrapeInterval: '2s', scrapeTimeout: '2s', evaluationInterval: '4s' };
export const PATIENCE = { deadline: 150_000, every: 500 };

/** What is the same at all times, and what grows steadily. */
const STEADY = {
  'fleet:targets:count': 'count(up{job="shop"})',
  'fleet:temperature:avg': 'avg(temperature)',
  'fleet:temperature:max': 'max(temperature)',
  'fleet:temperature:median': 'quantile(0.5, temperature)',
  'cluster:temperature:sum': 'sum by (cluster) (temperature)',
  'fleet:hottest:temperature': 'topk(2, sum by (cluster, instance) (temperature))',
  'fleet:humidity:absent': 'absent(humidity{job="shop"})',
};
const GROWING = {
  'job:requests:rate20s': 'sum by (job) (rate(requests_total[20s]))',
  'cluster:requests:rate20s': 'sum by (cluster, job) (rate(requests_total[20s]))',
  'fleet:requests:median': 'quantile(0.5, rate(requests_total[20s]))',
};

/** Rules over all of them. */
export const RULES = Object.entries({ ...STEADY, ...GROWING }).map(([name, expr]) =>
  recordingRule(name, expr),
);

/** How many shards each cluster has. */
type Shards = Readonly<Record<(typeof CLUSTERS)[number], number>>;

/** Clusters of two replicas, a hub over them, and a Prometheus over all targets. */
export function app(targets: Targets, shards: Shards, props: Partial<FederationProps> = {}): Monitoring {
  return synth((chart) => {
    const rules = new PrometheusRule(chart, 'fleet', {
      groups: [
        {
          name: 'fleet',
          rules: RULES,
        },
      ],
    });
    const common = { storage: { emptyDir: {} }, selfMonitoring: false as const, ...TIMES };
    const shop = (scope: Chart, cluster: (typeof CLUSTERS)[number], labels: Record<string, string>) =>
      new ScrapeConfig(scope, `shop-${cluster}`, {
        jobName: 'shop',
        staticConfigs: [{ targets: targets.addresses(...NUMBERS[cluster]), labels }],
      });
    const from = CLUSTERS.map((cluster) => {
      const own = namespaceChart(chart, cluster);
      return new Prometheus(own, 'k8s', {
        ...common,
        shards: shards[cluster],
        replicas: 2,
        rulesConfigMap: 'none',
        externalLabels: { cluster },
        scrapeConfigs: [shop(own, cluster, {})],
      });
    });
    new Federation(chart, 'clusters', {
      into: new Prometheus(chart, 'global', { ...common, prometheusRules: [rules] }),
      from,
      ...props,
    });
    // What all of that is held against.
    new Prometheus(chart, 'one', {
      ...common,
      prometheusRules: [rules],
      scrapeConfigs: CLUSTERS.map((cluster) =>
        shop(chart, cluster, { cluster, prometheus: `${cluster}/k8s` }),
      ),
    });
  });
}

type Results = ReadonlyMap<string, number>;

/** Selects what the rules come to. */
export const ALL_RESULTS = `{__name__=~"${RULES.map(({ record }) => record).join('|')}"}`;

/** Series of an answer. */
export function resultsOf(
  samples: ReadonlyArray<{
    readonly metric: Readonly<Record<string, string>>;
    readonly value: readonly [number, string];
  }>,
): Results {
  return new Map(
    samples.map(({ metric, value }) => [JSON.stringify(Object.entries(metric).sort()), Number(value[1])]),
  );
}

async function results({ api }: RunningPrometheus): Promise<Results> {
  return resultsOf(await api.query(ALL_RESULTS));
}

/** Says what is different, which waiting tells when it is over. */
export async function areSame(hub: RunningPrometheus, one: RunningPrometheus): Promise<true> {
  const [ours, expected] = await Promise.all([results(hub), results(one)]);
  const different = difference(ours, expected);
  if (different !== undefined) {
    throw new Error(different);
  }
  return true;
}

/** What is different; of rates more than what scrapes at other moments come to. */
export function difference(ours: Results, expected: Results): string | undefined {
  if (expected.size < 12 || ours.size !== expected.size) {
    return `series ${[...ours.keys()].join(', ')} and ${[...expected.keys()].join(', ')}`;
  }
  for (const [series, value] of expected) {
    const tolerance = /rate20s|requests:median/.test(series) ? 0.05 : 1e-12;
    const its = ours.get(series) ?? NaN;
    if (!(Math.abs(its - value) <= tolerance * Math.abs(value))) {
      return `${series}: ${its} and ${value}`;
    }
  }
  return undefined;
}

/** Whether nothing stands for a whole of which a shard of `us` is missing: neither in all, nor for that cluster. */
export async function hasNoPart({ api }: RunningPrometheus): Promise<boolean> {
  const [count, ofClusters] = await Promise.all(
    ['fleet:targets:count', 'cluster:temperature:sum'].map((name) => api.query(name)),
  );
  return count!.length === 0 && ofClusters!.map(({ metric }) => metric.cluster).join() === 'eu';
}

/** The different values that a series had. */
export async function valuesSince(
  { api }: { readonly api: Pick<RunningPrometheus['api'], 'url'> },
  name: string,
  since: number,
): Promise<string[]> {
  const query = new URLSearchParams({
    query: name,
    start: String(since),
    end: String(Date.now() / 1000),
    step: '1',
  });
  const answer = await fetch(`${api.url}/api/v1/query_range?${query.toString()}`);
  const { data } = (await answer.json()) as {
    data: { result: ReadonlyArray<{ values: ReadonlyArray<readonly [number, string]> }> };
  };
  return [...new Set(data.result.flatMap(({ values }) => values.map(([, value]) => value)))];
}
