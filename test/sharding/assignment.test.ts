import fc from 'fast-check';
import { relabel } from '../../lib/relabel';
import { assign, shardSteps, type Sharding } from '../../lib/sharding';
import { addresses, equal, shardings, targets, zoned } from './samples';

/** The shard of each target. */
function owners(sharding: Sharding, all: readonly string[]): number[] {
  return all.map((address) => assign(sharding, { __address__: address })[0] ?? -1);
}

function moved(before: Sharding, after: Sharding, all: readonly string[]): number {
  const [from, to] = [owners(before, all), owners(after, all)];
  return from.filter((shard, index) => shard !== to[index]).length / all.length;
}

/** The fullest shard beside the mean of all. */
function imbalance(sharding: Sharding, all: readonly string[]): number {
  const load = loads(sharding, all);
  return Math.max(...load) / (all.length / load.length);
}

function loads(sharding: Sharding, all: readonly string[]): number[] {
  const load = new Array<number>(sharding.shards.length).fill(0);
  owners(sharding, all).forEach((shard) => {
    load[shard] = (load[shard] ?? 0) + 1;
  });
  return load;
}

test('the relabelings of the shards keep a target where it is assigned, and nowhere else', () => {
  fc.assert(
    fc.property(shardings, targets, (sharding, labels) => {
      const facts = { hashed: '__address__', inKubernetes: false, mayNameShard: true } as const;
      const kept = [...sharding.shards.keys()].filter(
        (shard) => !relabel(labels, shardSteps(sharding, shard, facts)).dropped,
      );
      expect(kept).toEqual(assign(sharding, labels));
    }),
    { numRuns: 2_000 },
  );
});

describe('jump hash', () => {
  const all = addresses(10_000);
  const sizes = Array.from({ length: 16 }, (_, index) => index + 1);

  test.each(sizes)('gives each of 10,000 targets to one of %i shards, and leaves none idle', (count) => {
    const load = loads(equal(count), all);
    expect(load.reduce((sum, each) => sum + each)).toBe(all.length);
    expect(Math.min(...load)).toBeGreaterThan(0);
  });

  test.each([
    [3, 0.27],
    [10, 0.1],
  ])('moves few targets from %i shards to one more, and these only to the new one', (count, most) => {
    expect(moved(equal(count), equal(count + 1), all)).toBeLessThanOrEqual(most);
    const [from, to] = [owners(equal(count), all), owners(equal(count + 1), all)];
    expect(new Set(to.filter((shard, index) => shard !== from[index]))).toEqual(new Set([count]));
  });

  test.each(sizes.slice(1))(
    'moves about one of n + 1 targets on the way from n, up to %i shards',
    (count) => {
      expect(moved(equal(count - 1), equal(count), all)).toBeLessThan(1.15 / count);
    },
  );

  test.each([2, 3, 4, 6, 8])('fills %i shards evenly with 2,000 targets', (count) => {
    expect(imbalance(equal(count), addresses(2_000))).toBeLessThanOrEqual(1.15);
  });

  test('fills sixteen as evenly as a hash can', () => {
    const bound = 1 + Math.sqrt((2 * Math.log(16) * 15) / 2_000);
    expect(imbalance(equal(16), addresses(2_000))).toBeLessThanOrEqual(bound);
  });
});

test('targets of one instance are on one shard, whatever their addresses', () => {
  for (const [index, address] of addresses(100).entries()) {
    const [first, second] = [address, `192.0.2.${index}:1`].map((__address__) =>
      assign(equal(7), { __address__, instance: 'node-1' }),
    );
    expect(first).toEqual(second);
  }
});

describe('weights', () => {
  const all = addresses(10_000);
  const weighted = (...weights: number[]): Sharding => ({
    method: 'jump',
    shards: weights.map((weight) => ({ weight })),
  });

  test('give shards their share', () => {
    const load = loads(weighted(1, 3, 2, 10), all);
    [1, 3, 2, 10].forEach((weight, shard) => {
      expect((load[shard] ?? 0) / all.length).toBeCloseTo(weight / 16, 1.5);
    });
  });

  test('move only to the new shard what it is to have', () => {
    const [before, after] = [weighted(1, 3, 2), weighted(1, 3, 2, 2)];
    expect(moved(before, after, all)).toBeCloseTo(2 / 8, 1.5);
    const to = owners(after, all);
    expect(owners(before, all).every((shard, index) => to[index] === shard || to[index] === 3)).toBe(true);
  });

  test('move little more than they must when one of them changes', () => {
    expect(moved(weighted(1, 1, 1, 1), weighted(1, 1, 1, 2), all)).toBeCloseTo(0.15, 1.5);
    expect(moved(weighted(1, 1, 1, 1), weighted(1, 2, 1, 1), all)).toBeLessThan(0.25);
  });
});

describe('zones', () => {
  const all = addresses(3_000);
  const zones = ['eu-a', 'eu-b', 'eu-c'];
  const inZone = (zone: string) => (address: string) => ({ __address__: address, __tmp_topology: zone });

  test('leave no shard idle where there are more shards than a multiple of zones', () => {
    const sharding = zoned(10, zones);
    const busy = new Set(
      zones.flatMap((zone) => all.map(inZone(zone)).flatMap((each) => assign(sharding, each))),
    );
    expect([...busy].sort((a, b) => a - b)).toEqual([...sharding.shards.keys()]);
  });

  test('keep a target to the shards of its zone', () => {
    const sharding = zoned(10, zones);
    expect(
      all.map(inZone('eu-b')).every((each) => assign(sharding, each).every((shard) => shard % 3 === 1)),
    ).toBe(true);
  });

  test('leave no target without a shard, whatever zone it has', () => {
    for (const zone of ['', 'mars']) {
      const owned = all.map(inZone(zone)).map((each) => assign(zoned(10, zones), each));
      expect(owned.every((shards) => shards.length === 1)).toBe(true);
      expect(new Set(owned.flat()).size).toBe(10);
    }
  });

  test('move targets of one zone only when a shard is added to it', () => {
    const moves = (zone: string): number =>
      all
        .map(inZone(zone))
        .filter((each) => assign(zoned(6, zones), each)[0] !== assign(zoned(7, zones), each)[0]).length;
    expect(moves('eu-a') / all.length).toBeLessThan(0.37);
    expect([moves('eu-b'), moves('eu-c')]).toEqual([0, 0]);
  });
});

test('modulo is what the operator does, so that no target moves with those who come from it', () => {
  const theirs = (shard: number) => [
    { source_labels: ['__address__', '__tmp_hash'], regex: '(.+);', target_label: '__tmp_hash' },
    { source_labels: ['__tmp_hash'], modulus: 5, target_label: '__tmp_hash', action: 'hashmod' as const },
    {
      source_labels: ['__tmp_hash', '__tmp_disable_sharding'],
      regex: `${shard};|.+;.+`,
      action: 'keep' as const,
    },
  ];
  for (const address of addresses(300)) {
    const labels = { __address__: address };
    const kept = [0, 1, 2, 3, 4].filter((shard) => !relabel(labels, theirs(shard)).dropped);
    expect(assign(equal(5, 'modulo'), labels)).toEqual(kept);
  }
});
