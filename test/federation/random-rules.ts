import fc from 'fast-check';
import { aliveName, onLeaf, writerName } from '../../lib/placement';
import { PROMQL_FEATURES, readPromQL } from '../../lib/promql';
import { expressions } from '../placement/arbitrary-expressions';
import { NOW } from '../placement/arbitrary-series';
import { labelsOf, type Series, type Server } from '../placement/server';
import type { push } from './push';

export const COUNT = Number(process.env.CDK8S_PROMETHEUS_PLACEMENT_RUNS ?? 300);
export const SEED = Number(process.env.CDK8S_PROMETHEUS_PLACEMENT_SEED ?? 20_261_127);
export const LEAVES = [
  { cluster: 'eu', prometheus: 'monitoring/k8s' },
  { cluster: 'us', prometheus: 'monitoring/k8s' },
];

/** What loses labels that parts are given again on their way up, also where it is put together there. */
export const LOSING = [
  'topk(1000, sum by (cluster, instance) (temperature))',
  'bottomk without (instance) (1000, sum by (cluster, job, instance) (temperature))',
  'max without (cluster) (sum by (cluster, job) (temperature))',
  'count by (job, prometheus) (sum by (cluster, job) (temperature))',
  'count_values without (cluster) ("value", sum by (cluster, job) (free))',
  'quantile without (cluster) (0.5, sum by (cluster, job) (temperature))',
  'sum by (cluster, job) (free) * on (cluster, job) group_left (prometheus) max by (cluster, job, prometheus) (limit)',
];

/** Random expressions that Prometheus takes. Every other one speaks of clusters where it spoke of zones. */
export function sample(): string[] {
  return fc
    .sample(expressions([]), { numRuns: COUNT * 2, seed: SEED })
    .map((text, index) =>
      index % 2 === 0 ? text : text.replaceAll('zone', 'cluster').replaceAll('"a"', '"eu"'),
    )
    .filter((text) => readPromQL(text, { enableFeatures: PROMQL_FEATURES }).faults === undefined)
    .slice(0, COUNT)
    .concat(LOSING);
}

/** What each leaf records about itself. */
export function alive(labels: Readonly<Record<string, string>>): Series {
  return { labels: { __name__: aliveName('federated:hub'), ...labels }, samples: [[NOW, 1]] };
}

/** What recording rules of groups make on a server, with the labels that it has further up. */
export async function recorded(
  server: Server,
  groups: ReturnType<typeof push>['below'],
  labels: Readonly<Record<string, string>>,
): Promise<Series[]> {
  const rules = groups
    .flatMap(({ group }) => group.rules)
    .flatMap((rule) =>
      rule.record?.startsWith('federated:') === true && rule.record !== writerName('federated:hub')
        ? (onLeaf({ record: rule.record, expr: rule.expr }, labels) ?? [])
        : [],
    );
  const answers = await server.evaluate(
    rules.map(({ expr }) => expr),
    NOW,
  );
  return answers.flatMap((answer, index) =>
    answer === 'error'
      ? []
      : [...answer].map(([key, value]): Series => ({
          labels: { ...labels, ...labelsOf(key), __name__: rules[index]!.record },
          samples: [[NOW, value]],
        })),
  );
}

/** An answer as it is compared in messages. */
export function shown(answer: ReadonlyMap<string, number> | 'error'): unknown {
  return answer === 'error' ? answer : [...answer];
}
