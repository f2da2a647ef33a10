import type { Finding } from './finding';
import type { PrometheusSide, ShardSide, Side } from './side';
import { count, shardWords } from './words';
import { fateOfClaims } from './workload';

/** A Prometheus of both sides. */
export interface PrometheusPair {
  readonly title: string;
  readonly before: PrometheusSide;
  readonly after: PrometheusSide;
}

export function prometheusPairs(before: Side, after: Side): PrometheusPair[] {
  return [...before.prometheis]
    .flatMap(([title, was]) => {
      const is = after.prometheis.get(title);
      return is === undefined ? [] : [{ title, before: was, after: is }];
    })
    .sort((a, b) => (a.title < b.title ? -1 : 1));
}

/** Prometheis that come, and such that go: with another name it is another one, which begins with nothing. */
export function prometheusFindings(before: Side, after: Side): Finding[] {
  const come = [...after.prometheis.values()].filter(({ title }) => !before.prometheis.has(title));
  const gone = [...before.prometheis.values()].filter(({ title }) => !after.prometheis.has(title));
  return [
    ...come.map(({ title, shards }): Finding => ({
      level: 'change',
      code: 'prometheus-added',
      subject: title,
      text: `is new, on ${count(shards.size, 'shard')}`,
      figures: { shards: shards.size },
    })),
    ...gone.map((side) => removed(side, come)),
  ];
}

function removed(side: PrometheusSide, come: readonly PrometheusSide[]): Finding {
  const shards = [...side.shards.values()];
  const fates = [...new Set(shards.map(({ workload }) => fateOfClaims(workload)))];
  const successors = come
    .filter(({ namespace, agent }) => namespace === side.namespace && agent === side.agent)
    .map(({ title }) => title);
  return {
    level: levelOfLoss(side, shards),
    code: 'prometheus-removed',
    subject: side.title,
    text: `goes, with ${count(shards.length, 'shard')}: ${fates.join('; ')}`,
    ...(successors.length === 0
      ? {}
      : {
          remedy: `${successors.join(', ')} is new in its namespace: if it is meant to be the same, keep \`name\`, since volumes are found by it.`,
        }),
  };
}

/** An agent only holds what it has not sent yet; who chose volumes of pods knows that they end with them. */
export function levelOfLoss({ agent }: PrometheusSide, shards: readonly ShardSide[]): Finding['level'] {
  return agent || shards.every(({ durable }) => !durable) ? 'warning' : 'loss';
}

/** `shards 1 and 2`, or nothing of a Prometheus that has one. */
export function ofShards(shards: readonly number[], all: number): string {
  return all === 1 || shards.length === 0 ? '' : ` of ${shardWords(shards)}`;
}
