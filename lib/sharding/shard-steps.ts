import type { RelabelConfig } from '../native/prometheus';
import { quoteRegex } from '../values';
import { conditionsOf, renderCondition, renderDraw, type Condition, type Draw } from './draws';
import { BROADCAST_LABEL, HASH_LABEL, SHARD_LABEL, TOPOLOGY_LABEL } from './labels';
import { zonesOf, type Sharding } from './sharding';

/** Of a target whose zone has a shard; absent on all others. */
const ZONE_LABEL = '__tmp_zone';

/** Where Kubernetes says in which zone a target is, the best first. */
const ZONES_OF_KUBERNETES = [
  '__meta_kubernetes_endpointslice_endpoint_zone',
  '__meta_kubernetes_pod_label_topology_kubernetes_io_zone',
  '__meta_kubernetes_node_label_topology_kubernetes_io_zone',
];

/** What is to be known of the targets. */
export interface TargetFacts {
  /** The label that the operator hashes where a target has no `__tmp_hash`. */
  readonly hashed: '__address__' | '__param_target';

  /** Whether Kubernetes is asked for them, which may know their zones. */
  readonly inKubernetes: boolean;

  /** Whether one of them may name its shard by `__tmp_shard`. */
  readonly mayNameShard: boolean;
}

/**
 * The last relabelings of a job, which keep the targets of one shard. Of the shards exactly one keeps a target, unless
 * that asks for all of them.
 */
export function shardSteps(sharding: Sharding, shard: number, facts: TargetFacts): RelabelConfig[] {
  if (sharding.shards.length === 1) {
    return [];
  }
  const zone = sharding.shards[shard]?.zone;
  const everywhere = conditionsOf(sharding, shard);
  const alternatives =
    zone === undefined
      ? [{ zone: undefined, conditions: everywhere }]
      : [
          { zone: quoteRegex(zone), conditions: conditionsOf(sharding, shard, zone) },
          // Where nobody knows the zone, all shards divide the targets as if there were none.
          { zone: '', conditions: everywhere },
        ];
  const draws = distinct(alternatives.flatMap(({ conditions }) => conditions.map(({ draw }) => draw)));
  return [
    ...(facts.mayNameShard ? namedShard(sharding, shard) : []),
    ...(zone === undefined ? [] : zoneSteps(sharding, facts)),
    hashStep(sharding, facts),
    ...draws.map(renderDraw),
    keepOwn(draws, alternatives),
  ];
}

/** What is hashed, where the target does not say so itself. */
function hashStep({ method }: Sharding, { hashed }: TargetFacts): RelabelConfig {
  return method === 'modulo'
    ? { source_labels: [hashed, HASH_LABEL], separator: ';', regex: '(.+);', target_label: HASH_LABEL }
    : {
        // Prometheus makes the address the instance where no relabeling does.
        source_labels: ['instance', '__address__', HASH_LABEL],
        separator: ';',
        regex: '(?:([^;]+);.*|;(.+));',
        replacement: '${1}${2}',
        target_label: HASH_LABEL,
      };
}

interface Alternative {
  readonly zone: string | undefined;
  readonly conditions: readonly Condition[];
}

function keepOwn(draws: readonly Draw[], alternatives: readonly Alternative[]): RelabelConfig {
  const own = alternatives.map(({ zone, conditions }) =>
    [
      ...(zone === undefined ? [] : [zone]),
      ...draws.map((draw) => {
        const condition = conditions.find((each) => each.draw.label === draw.label);
        return condition === undefined ? '\\d+' : renderCondition(condition);
      }),
      '',
    ].join(';'),
  );
  const hasZones = alternatives.some(({ zone }) => zone !== undefined);
  const broadcast = [...(hasZones ? ['[^;]*'] : []), ...draws.map(() => '\\d+'), '.+'].join(';');
  return {
    source_labels: [...(hasZones ? [ZONE_LABEL] : []), ...draws.map(({ label }) => label), BROADCAST_LABEL],
    separator: ';',
    regex: [...own, broadcast].join('|'),
    action: 'keep',
  };
}

/** A target that names a shard is kept there and dropped by the others; one that names none that is there goes by its hash. */
function namedShard({ shards }: Sharding, shard: number): RelabelConfig[] {
  const others = [...shards.keys()].filter((other) => other !== shard);
  return [
    {
      source_labels: [SHARD_LABEL],
      regex: String(shard),
      target_label: BROADCAST_LABEL,
      replacement: 'here',
    },
    {
      source_labels: [SHARD_LABEL, BROADCAST_LABEL],
      separator: ';',
      regex: `(?:${others.join('|')});`,
      action: 'drop',
    },
  ];
}

function zoneSteps(sharding: Sharding, { inKubernetes }: TargetFacts): RelabelConfig[] {
  const known = inKubernetes ? ZONES_OF_KUBERNETES : [];
  return [
    ...known.map((label) => ({
      source_labels: [label, TOPOLOGY_LABEL],
      separator: ';',
      regex: '(.+);',
      target_label: TOPOLOGY_LABEL,
    })),
    {
      source_labels: [TOPOLOGY_LABEL],
      regex: `(${zonesOf(sharding).map(quoteRegex).join('|')})`,
      target_label: ZONE_LABEL,
    },
  ];
}

function distinct(draws: readonly Draw[]): Draw[] {
  return [...new Map(draws.map((draw) => [draw.label, draw])).values()].sort(
    (a, b) => a.modulus - b.modulus || Number(a.salt.slice(1)) - Number(b.salt.slice(1)),
  );
}
