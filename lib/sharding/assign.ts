import { hashModulo, type Labels } from '../relabel';
import { jump, moduloDraw, type Draw } from './draws';
import { BROADCAST_LABEL, HASH_LABEL, SHARD_LABEL, TOPOLOGY_LABEL } from './labels';
import { shardsIn, weightsOf, zonesOf, type Sharding } from './sharding';

/**
 * The shards that scrape a target, by the labels that it has after the relabelings of its job: one, or all where it asks
 * for that. Says without any relabeling what those of {@link shardSteps} do.
 *
 * @param hashed the label that the operator hashes where the target has no `__tmp_hash`
 */
export function assign(sharding: Sharding, labels: Labels, hashed = '__address__'): number[] {
  const all = shardsIn(sharding);
  if ((labels[BROADCAST_LABEL] ?? '') !== '') {
    return all;
  }
  const named = all.find((shard) => String(shard) === labels[SHARD_LABEL]);
  if (named !== undefined) {
    return [named];
  }
  const zone = zonesOf(sharding).find((each) => each === labels[TOPOLOGY_LABEL]);
  const own = labels[HASH_LABEL] ?? '';
  return [choose(sharding, shardsIn(sharding, zone), own === '' ? usual(sharding, labels, hashed) : own)];
}

function usual({ method }: Sharding, labels: Labels, hashed: string): string {
  const { instance = '', __address__: address = '' } = labels;
  if (method === 'modulo') {
    return labels[hashed] ?? '';
  }
  return instance === '' ? address : (instance.split(';')[0] ?? '');
}

function choose(sharding: Sharding, members: readonly number[], hashed: string): number {
  const [first = 0, ...others] = members;
  if (sharding.method === 'modulo') {
    return members[draw(moduloDraw(members.length), hashed)] ?? first;
  }
  const weights = weightsOf(sharding, members);
  return others.reduce((at, member, index) => {
    const { draw: each, hits } = jump(index + 1, weights);
    return draw(each, hashed) < hits ? member : at;
  }, first);
}

function draw({ salt, modulus }: Draw, hashed: string): number {
  return hashModulo(hashed + salt, modulus);
}
