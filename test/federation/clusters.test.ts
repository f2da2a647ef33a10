import type { Chart } from 'cdk8s';
import { Federation, Prometheus, PrometheusRule, recordingRule, ScrapeConfig } from '../../lib';
import { eventually } from '../cluster/wait';
import { namespaceChart, synth } from '../prometheus/monitoring';
import type { RunningPrometheus } from '../prometheus/running';
import { describeWith, requireProgram } from '../support/programs';
import { Clusters, Targets } from './clusters';

const NUMBERS = { eu: [1, 2, 3, 4, 5], us: [6, 7, 8, 9] } as const;
const CLUSTERS = ['eu', 'us'] as const;
const COUNT = NUMBERS.eu.length + NUMBERS.us.length;
const TIMES = { scrapeInterval: '2s', scrapeTimeout: '2s', evaluationInterval: '4s' };
const PATIENCE = { deadline: 150_000, every: 500 };

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

function app(targets: Targets) {
  return synth((chart) => {
    const rules = new PrometheusRule(chart, 'fleet', {
      groups: [
        {
          name: 'fleet',
          rules: Object.entries({ ...STEADY, ...GROWING }).map(([name, expr]) => recordingRule(name, expr)),
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
        shards: 2,
        replicas: 2,
        externalLabels: { cluster },
        scrapeConfigs: [shop(own, cluster, {})],
      });
    });
    new Federation(chart, 'clusters', {
      into: new Prometheus(chart, 'global', { ...common, prometheusRules: [rules] }),
      from,
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

describeWith(['prometheus'], 'two clusters of two shards of two replicas', () => {
  test('come to what one Prometheus comes to, never count a replica twice, and a leaf that dies is told', async () => {
    const targets = await Targets.start();
    const clusters = await Clusters.create(requireProgram('prometheus'), app(targets).manifests);
    try {
      const leaves = new Map<string, RunningPrometheus[]>();
      for (const cluster of CLUSTERS) {
        for (const shard of [0, 1]) {
          const replicas = await clusters.start(cluster, 'k8s', shard, 2);
          leaves.set(`${cluster}-${shard}`, replicas);
          await clusters.serve(`prometheus-k8s-shard-${shard}-read.${cluster}.svc:9090`, replicas);
        }
      }
      const [hub] = await clusters.start('monitoring', 'global', 0, 1);
      const [one] = await clusters.start('monitoring', 'one', 0, 1);

      await eventually('the same results', () => areSame(hub!, one!), PATIENCE);
      const since = Date.now() / 1000;

      // The replica that answers goes, and the other one takes over.
      const [first, second] = leaves.get('eu-0')!;
      await first!.stop();
      await eventually('the other replica to answer', () => isFederated(second!), PATIENCE);
      await eventually('the same results again', () => areSame(hub!, one!), PATIENCE);

      // Now a shard goes with all of its replicas.
      await Promise.all(leaves.get('us-1')!.map((each) => each.stop()));
      await eventually(
        'an alert',
        async () => {
          const alerts = await hub!.api.alerts();
          return alerts.some(
            ({ labels, state }) =>
              labels.alertname === 'FederationLeafDown' && labels.cluster === 'us' && state === 'firing',
          );
        },
        PATIENCE,
      );
      await eventually(
        'nothing instead of a part',
        async () => {
          const [count, ofClusters] = await Promise.all(
            ['fleet:targets:count', 'cluster:temperature:sum'].map((name) => hub!.api.query(name)),
          );
          return count!.length === 0 && ofClusters!.some(({ metric }) => metric.cluster === 'eu');
        },
        PATIENCE,
      );

      // In all that time there was the right number, or none. A target that a busy machine lets fail is still one.
      expect(await valuesSince(hub!, 'fleet:targets:count', since)).toEqual([String(COUNT)]);
    } finally {
      await clusters.stop();
      await targets.stop();
    }
  }, 600_000);
});

type Results = ReadonlyMap<string, number>;

async function results({ api }: RunningPrometheus): Promise<Results> {
  const names = [...Object.keys(STEADY), ...Object.keys(GROWING)];
  const samples = await api.query(`{__name__=~"${names.join('|')}"}`);
  return new Map(
    samples.map(({ metric, value }) => [JSON.stringify(Object.entries(metric).sort()), Number(value[1])]),
  );
}

/** Says what is different, which waiting tells when it is over. */
async function areSame(hub: RunningPrometheus, one: RunningPrometheus): Promise<true> {
  const [ours, expected] = await Promise.all([results(hub), results(one)]);
  const different = difference(ours, expected);
  if (different !== undefined) {
    throw new Error(different);
  }
  return true;
}

/** What is different; of rates more than what scrapes at other moments come to. */
function difference(ours: Results, expected: Results): string | undefined {
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

async function isFederated({ api }: RunningPrometheus): Promise<boolean> {
  const text = await (await fetch(`${api.url}/metrics`)).text();
  return /^prometheus_http_requests_total\{code="200",handler="\/federate"\} [1-9]/m.test(text);
}

/** The different values that a series had. */
async function valuesSince({ api }: RunningPrometheus, name: string, since: number): Promise<string[]> {
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
