import type { Identity } from '../kubernetes';
import type { Shard, Sharding } from '../sharding';
import { claimName } from '../workload';
import { shardNames, type Program, type ShardNames } from './names';
import type { PrometheusProps } from './props';
import type { ShardOverride } from './sharding-props';

/** One StatefulSet of a Prometheus. A Prometheus that is not divided has one, with the number 0. */
export interface ShardModel {
  readonly index: number;

  /** The day from which it is not needed any more; undefined where it has targets. */
  readonly retiredUntil: string | undefined;

  /** That of the Prometheus, and the number of the shard. */
  readonly identity: Identity;
  readonly names: ShardNames;

  /** Those of the Prometheus, with what is different for this shard. */
  readonly props: PrometheusProps;
}

/** More are a Prometheus too many: each job names all shards after its own. */
export const MOST_SHARDS = 256;

/** The label of nodes for their zone. */
export const ZONE = 'topology.kubernetes.io/zone';

/** All shards in the order of their numbers: those with targets first. */
export function shardModels(
  program: Program,
  name: string,
  identity: Identity,
  props: PrometheusProps,
): ShardModel[] {
  const live = liveShards(props).map((index) => ({ index, retiredUntil: undefined }));
  // One that has targets, too, is reported where props are checked: once is enough.
  const retired = (props.retiredShards ?? [])
    .filter(({ shard }) => shard >= live.length)
    .map(({ shard, until }) => ({ index: shard, retiredUntil: until }))
    .sort((a, b) => a.index - b.index);
  return [...live, ...retired].map(({ index, retiredUntil }) => {
    const own = shardProps(index, props);
    const names = shardNames(program, name, index);
    return {
      index,
      retiredUntil,
      identity: { ...identity, shard: index },
      names: { ...names, claim: claimName(own.storage, names.claim) },
      props: own,
    };
  });
}

/** How targets are divided. */
export function shardingOf(props: PrometheusProps): Sharding {
  const overrides = Object.values(props.shardOverrides ?? {});
  const isWeighted = overrides.some(({ weight }) => weight !== undefined);
  return {
    method: props.shardingStrategy?.hash === 'Modulo' ? 'modulo' : 'jump',
    shards: liveShards(props).map((index): Shard => {
      const zone = zoneOf(index, props);
      return {
        ...(isWeighted ? { weight: props.shardOverrides?.[index]?.weight ?? 1 } : {}),
        ...(zone === undefined ? {} : { zone }),
      };
    }),
  };
}

/** Whether no single shard has all samples, now or in the past. */
export function isSharded({ shards = 1, retiredShards = [] }: PrometheusProps): boolean {
  return shards > 1 || retiredShards.length > 0;
}

/** The zone that a shard runs in, where there are zones. */
export function zoneOf(index: number, { shardingStrategy: strategy }: PrometheusProps): string | undefined {
  const zones = strategy?.mode === 'Topology' ? (strategy.topology?.values ?? []) : [];
  return zones[index % zones.length];
}

/** The numbers of those with targets. Whatever the prop is: one that cannot be is reported where it is checked. */
export function liveShards({ shards = 1 }: PrometheusProps): number[] {
  return Array.from({ length: Math.min(shards, MOST_SHARDS) }, (_, index) => index);
}

function shardProps(index: number, props: PrometheusProps): PrometheusProps {
  const { weight: _weight, ...override }: ShardOverride = props.shardOverrides?.[index] ?? {};
  const zone = zoneOf(index, props);
  const own = { ...props, ...override };
  return zone === undefined ? own : { ...own, nodeSelector: { ...own.nodeSelector, [ZONE]: zone } };
}
