import fc from 'fast-check';
import { sizingOf, type Load } from '../../lib/sizing';

const GIB = 1024 ** 3;
const DAY = 24 * 3_600;

const LOAD: Load = { series: 1_000_000, scrapeInterval: 30, retention: 15 * DAY };

test('a million series fit into one pod', () => {
  const { shards, samplesPerSecond, headSeries, memory, disk, blocks } = sizingOf(LOAD);
  expect({ shards, samplesPerSecond: Math.round(samplesPerSecond), headSeries }).toEqual({
    shards: 1,
    samplesPerSecond: 33_333,
    headSeries: 1_000_000,
  });
  expect(memory / GIB).toBeCloseTo(4.5, 0);
  // What upstream's rule of thumb says, and that blocks fill 85 % of the volume.
  expect(blocks).toBeCloseTo((1_000_000 / 30) * 15 * DAY * 2, 0);
  expect(disk).toBeCloseTo(blocks / 0.85, 0);
});

test('series that have gone stay in memory until a block is written', () => {
  expect(sizingOf({ ...LOAD, churnPerHour: 100_000 }).headSeries).toBe(1_300_000);
});

test('of a short retention the log is most', () => {
  const { disk, blocks } = sizingOf({ ...LOAD, retention: 2 * 3_600 });
  expect(disk - blocks).toBeCloseTo((1_000_000 / 30) * 3 * 3_600 * 7, 0);
});

const loads: fc.Arbitrary<Load> = fc.record({
  series: fc.integer({ min: 1, max: 100_000_000 }),
  churnPerHour: fc.integer({ min: 0, max: 10_000_000 }),
  scrapeInterval: fc.integer({ min: 5, max: 120 }),
  retention: fc.integer({ min: 3_600, max: 400 * DAY }),
  memoryPerPod: fc.integer({ min: 1, max: 64 }).map((gib) => gib * GIB),
});

test('there are as many shards as keep the fullest within its memory, and no more than one too many', () => {
  fc.assert(
    fc.property(loads, (load) => {
      const { shards, memory } = sizingOf(load);
      expect(memory).toBeLessThanOrEqual((load.memoryPerPod ?? 0) * (1 + 1e-9));
      if (shards > 2) {
        expect((memory * shards) / (shards - 1)).toBeGreaterThan((load.memoryPerPod ?? 0) * 0.9);
      }
    }),
  );
});

test('more load never needs less', () => {
  fc.assert(
    fc.property(loads, (load) => {
      const [less, more] = [sizingOf(load), sizingOf({ ...load, series: load.series * 2 })];
      expect(more.shards).toBeGreaterThanOrEqual(less.shards);
      expect(more.disk * more.shards).toBeGreaterThanOrEqual(less.disk * less.shards * (1 - 1e-9));
    }),
  );
});
