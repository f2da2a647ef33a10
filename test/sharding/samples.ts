import fc from 'fast-check';
import type { Labels } from '../../lib/relabel';
import type { Shard, Sharding } from '../../lib/sharding';

/** Addresses as pods and nodes have them. */
export function addresses(count: number): string[] {
  return Array.from(
    { length: count },
    (_, index) =>
      `10.${Math.floor(index / 12_000)}.${Math.floor(index / 47) % 256}.${index % 251}:${9100 + (index % 3)}`,
  );
}

/** Shards without zones or weights. */
export function equal(count: number, method: Sharding['method'] = 'jump'): Sharding {
  return { method, shards: Array.from({ length: count }, () => ({})) };
}

/** Shards of zones in turn, as the model makes them. */
export function zoned(
  count: number,
  zones: readonly string[],
  method: Sharding['method'] = 'jump',
): Sharding {
  return {
    method,
    shards: Array.from({ length: count }, (_, shard) => ({ zone: zones[shard % zones.length] ?? '' })),
  };
}

const ZONES = ['eu-a', 'eu-b', 'eu.c'];

/** Any sharding that the model can make. */
export const shardings: fc.Arbitrary<Sharding> = fc
  .record({
    count: fc.integer({ min: 1, max: 12 }),
    zones: fc.integer({ min: 0, max: 3 }),
    weights: fc.option(fc.array(fc.integer({ min: 1, max: 10 }), { minLength: 12, maxLength: 12 }), {
      nil: undefined,
    }),
    method: fc.constantFrom('jump' as const, 'modulo' as const),
  })
  .map(({ count, zones, weights, method }) => ({
    method,
    shards: Array.from({ length: count }, (_, shard): Shard => {
      const zone = zones === 0 || zones > count ? undefined : ZONES[shard % zones];
      const weight = method === 'modulo' ? undefined : weights?.[shard];
      return { ...(zone === undefined ? {} : { zone }), ...(weight === undefined ? {} : { weight }) };
    }),
  }));

/** Any target, with everything that it may say about its shard. */
export const targets: fc.Arbitrary<Labels> = fc
  .record({
    __address__: fc.oneof(fc.constantFrom(...addresses(500)), fc.string({ minLength: 1 })),
    instance: fc.constantFrom('', '', '', 'node-1', 'https://example.com/a?b;c', '10.0.0.1:9100'),
    __tmp_hash: fc.constantFrom('', '', 'shop/checkout-0', 'a;b'),
    __tmp_disable_sharding: fc.constantFrom('', '', '', 'true', ';', '0'),
    __tmp_topology: fc.constantFrom('', 'eu-a', 'eu-b', 'eu.c', 'euxc', 'elsewhere', ';'),
    __tmp_shard: fc.constantFrom('', '', '0', '3', '11', '12', '03', 'none'),
  })
  .map((labels) => Object.fromEntries(Object.entries(labels).filter(([, value]) => value !== '')));
