import type { RelabelConfig } from '../native/prometheus';
import { decimalRange } from './decimal-range';
import { HASH_LABEL } from './labels';
import { shardsIn, weightsOf, type Sharding } from './sharding';

/**
 * A number that is drawn for a target: the same in all shards, from nothing but what is hashed. `hashmod` cannot be
 * salted, so that the salt is the separator before a label that nobody has.
 */
export interface Draw {
  readonly label: string;
  readonly salt: string;
  readonly modulus: number;
}

/** A draw, and the numbers from `from` up to `to` that it may come to. */
export interface Condition {
  readonly draw: Draw;
  readonly from: number;
  readonly to: number;
}

/** Fine enough for the smallest of sixteen weights, coarse enough for a short expression. */
const GRAIN = 1000;

/**
 * What the draws of a target must come to for it to belong to `shard`: of all shards exactly one has it so.
 *
 * Jump hash, as relabelings can say it: a target begins at the first shard, and at each further one, in their order,
 * it jumps there with the share that this one has of all up to it. It ends where it jumped to last.
 */
export function conditionsOf(sharding: Sharding, shard: number, zone?: string): Condition[] {
  const members = shardsIn(sharding, zone);
  const position = members.indexOf(shard);
  if (members.length === 1) {
    return [];
  }
  if (sharding.method === 'modulo') {
    return [{ draw: moduloDraw(members.length), from: position, to: position }];
  }
  const weights = weightsOf(sharding, members);
  return members
    .map((_, index) => jump(index, weights))
    .slice(Math.max(position, 1))
    .map(({ draw, hits }, index) =>
      position > 0 && index === 0
        ? { draw, from: 0, to: hits - 1 }
        : { draw, from: hits, to: draw.modulus - 1 },
    );
}

/** Targets jump to the member at `index` where the draw is below `hits`. */
export function jump(
  index: number,
  weights: readonly number[] | undefined,
): { readonly draw: Draw; readonly hits: number } {
  const name = index + 1;
  const draw = { label: `__tmp_jump_${name}`, salt: `;${name}` };
  if (weights === undefined) {
    return { draw: { ...draw, modulus: name }, hits: 1 };
  }
  const sum = weights.slice(0, name).reduce((total, weight) => total + weight, 0);
  const share = Math.round((GRAIN * (weights[index] ?? 0)) / sum);
  return { draw: { ...draw, modulus: GRAIN }, hits: Math.min(Math.max(share, 1), GRAIN - 1) };
}

/** The operator's way, which has no salt. */
export function moduloDraw(modulus: number): Draw {
  return { label: `__tmp_modulo_${modulus}`, salt: '', modulus };
}

export function renderDraw({ label, salt, modulus }: Draw): RelabelConfig {
  return salt === ''
    ? { source_labels: [HASH_LABEL], modulus, target_label: label, action: 'hashmod' }
    : {
        source_labels: [HASH_LABEL, '__tmp_none'],
        separator: salt,
        modulus,
        target_label: label,
        action: 'hashmod',
      };
}

/** The expression that the number must match. */
export function renderCondition({ draw, from, to }: Condition): string {
  // "Not zero" is easier to read than a range that ends somewhere.
  return from === 1 && from < to && to === draw.modulus - 1 ? '[1-9]\\d*' : decimalRange(from, to);
}
