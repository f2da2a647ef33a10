import { selectorLabels } from '../../kubernetes';
import { isObject, type PlainObject } from '../schema';
import type { Fields, Given } from './fields';
import { identityOf, type WorkloadObject } from './identity';
import type { Place } from './place';

/** The props for several shards. Their targets stay where the operator has put them. */
export function shardingProps({ kind, spec }: WorkloadObject, place: Place): Fields {
  const { shards = 1, shardingStrategy: strategy, topologySpreadConstraints: constraints } = spec;
  const count = Number(shards);
  if (count <= 1) {
    return {};
  }
  const overrides = shardConstraints(constraints, count, place);
  if (kind === 'Prometheus') {
    place.at('spec', 'shards').warning({
      code: 'sharding',
      value: count,
      complaint:
        'gets no view of all shards, as with the operator: each answers queries by itself, and rules that are wrong on single ones are errors',
      remedy:
        "In the program of `--typescript` take out `globalView: 'none'`: then sidecars, a Query and a Ruler see all of them.",
    });
  }
  return {
    shards: count,
    shardingStrategy: { hash: 'Modulo', ...topology(strategy, count, place) },
    ...(overrides === undefined ? {} : { shardOverrides: overrides }),
    // Pods that nobody has asked for do not come with an import.
    ...(kind === 'Prometheus' ? { globalView: 'none' } : {}),
  };
}

function topology(strategy: unknown, shards: number, place: Place): Fields {
  if (!isObject(strategy) || strategy.mode !== 'Topology') {
    return {};
  }
  const { values = [], externalLabelName = 'zone' } = (
    isObject(strategy.topology) ? strategy.topology : {}
  ) as {
    readonly values?: readonly string[];
    readonly externalLabelName?: string;
  };
  if (values.length > 0 && shards % values.length !== 0) {
    place.at('spec', 'shards').warning({
      code: 'sharding',
      value: shards,
      complaint: `is no multiple of the ${values.length} zones, so that some shards scraped nothing; now they do, and targets move within their zones`,
      remedy: 'Expect a gap of one scrape interval for the targets that move.',
    });
  }
  return {
    mode: 'Topology',
    topology: { values, ...(externalLabelName === '' ? {} : { externalLabelName }) },
  };
}

/** Constraints of single shards name the pods of those. */
function shardConstraints(constraints: unknown, shards: number, place: Place): Fields | undefined {
  const isOnShard = (each: unknown): boolean => isObject(each) && each.additionalLabelSelectors === 'OnShard';
  if (!Array.isArray(constraints) || !constraints.some(isOnShard)) {
    return undefined;
  }
  return Object.fromEntries(
    Array.from({ length: shards }, (_, shard) => [
      shard,
      { topologySpreadConstraints: spreadConstraints(constraints as PlainObject[], place, shard) },
    ]),
  );
}

/** Constraints as Kubernetes has them: that they are about the pods of the object, or of a shard, is said by the labels of those. */
export function spreadConstraints(
  constraints: ReadonlyArray<PlainObject & { readonly labelSelector?: PlainObject }>,
  place: Place,
  shard?: number,
): PlainObject[] {
  const identity = identityOf(place.object as WorkloadObject);
  return constraints.map(({ additionalLabelSelectors: added, ...constraint }) => {
    const { matchLabels, ...selector } = (constraint.labelSelector ?? {}) as { matchLabels?: PlainObject };
    const isOfShard = added === 'OnShard' && shard !== undefined;
    const own = selectorLabels(isOfShard ? { ...identity, shard } : identity);
    return added === undefined
      ? constraint
      : { ...constraint, labelSelector: { ...selector, matchLabels: { ...matchLabels, ...own } } };
  });
}

/** The rule for the constraints of all pods. */
export function spreading({ value, place }: Given): Fields {
  return { topologySpreadConstraints: spreadConstraints(value as PlainObject[], place) };
}
