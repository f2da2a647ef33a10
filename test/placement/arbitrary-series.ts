import type { ShardFacts } from '../../lib/placement';
import type { ScrapedSeries } from './lab';

/** A generator of numbers that gives the same for the same seed. */
export function random(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Job {
  readonly job: string;
  readonly instances: readonly string[];
  readonly metrics: ReadonlyArray<readonly [name: string, label?: string, values?: readonly string[]]>;
}

const CODES = ['200', '404', '500'];
const addresses = (count: number, port: number): string[] =>
  Array.from({ length: count }, (_, index) => `10.0.0.${index + 1}:${port}`);

/** Jobs share addresses and metrics, so that labels that are not kept matter. */
const JOBS: readonly Job[] = [
  {
    job: 'app',
    instances: addresses(7, 80),
    metrics: [
      ['requests_total', 'code', CODES],
      ['errors_total', 'code', CODES],
      ['latency_bucket', 'le', ['0.1', '1', '10', '+Inf']],
      ['temperature'],
      ['free'],
      ['limit'],
      ['build_info', 'version', ['1']],
    ],
  },
  {
    job: 'web',
    instances: addresses(5, 80),
    metrics: [
      ['requests_total', 'code', CODES],
      ['latency_bucket', 'le', ['0.1', '1', '10', '+Inf']],
      ['temperature'],
      ['free'],
      ['build_info', 'version', ['1', '2']],
    ],
  },
  {
    job: 'node',
    instances: addresses(5, 9100),
    metrics: [['cpu_seconds_total', 'cpu', ['0', '1']], ['temperature'], ['free'], ['limit']],
  },
  {
    job: 'single',
    instances: ['10.0.0.1:99'],
    metrics: [
      ['temperature', 'code', CODES],
      ['limit', 'pod', ['p1', 'p2', 'p3']],
      ['requests_total', 'pod', ['p1', 'p2']],
    ],
  },
  {
    job: 'ksm',
    instances: ['10.0.0.1:8080'],
    metrics: [
      ['kube_pod_info', 'pod', ['p1', 'p2', 'p3', 'p4']],
      ['kube_pod_limit', 'pod', ['p1', 'p2', 'p3', 'p4']],
      ['kube_restarts_total', 'pod', ['p1', 'p2']],
      ['temperature'],
      ['limit', 'pod', ['p1']],
    ],
  },
];

/** How the targets are spread over shards, and what is said of it. */
export interface Spreading {
  readonly title: string;
  readonly facts: Omit<ShardFacts, 'shards'>;

  /** Whether targets of one address are on one shard. */
  readonly byAddress: boolean;
}

export const SPREADINGS: readonly Spreading[] = [
  {
    title: 'each target somewhere, one job on one shard, one on all of them',
    facts: {
      jobs: [
        { job: 'single', spread: 'singleton' },
        { job: 'ksm', spread: 'broadcast', metrics: 'kube_.+' },
      ],
    },
    byAddress: false,
  },
  {
    title: 'targets of an address together',
    facts: { keys: [['instance'], ['job', 'instance']] },
    byAddress: true,
  },
];

/** 2026-01-01, and samples of two hours before. */
export const NOW = 1_767_225_600;
const STEP = 30;
const STEPS = 80;

/** Series of all jobs. */
export function randomSeries(seed: number, shards: number, { facts, byAddress }: Spreading): ScrapedSeries[] {
  const next = random(seed);
  const ofAddress = new Map<string, number>();
  const isBroadcast = (job: string): boolean =>
    facts.jobs?.some((each) => each.job === job && each.spread === 'broadcast') === true;
  return JOBS.flatMap(({ job, instances, metrics }) =>
    instances.flatMap((instance) => {
      const drawn = Math.floor(next() * shards);
      const together = ofAddress.get(instance) ?? drawn;
      ofAddress.set(instance, together);
      const shard = isBroadcast(job) ? ('all' as const) : byAddress ? together : drawn;
      const zone = ['a', 'b', 'c'][Math.floor(next() * 3)]!;
      const target = { job, instance, zone };
      return [['up'] as const, ...metrics].flatMap(([name, label, values = ['']]) =>
        values.flatMap((value): ScrapedSeries[] => {
          // Not everything is everywhere.
          if (name !== 'up' && next() < 0.15) {
            return [];
          }
          const labels = { __name__: name, ...target, ...(label === undefined ? {} : { [label]: value }) };
          return [{ labels, shard, samples: samplesOf(name, next) }];
        }),
      );
    }),
  );
}

function samplesOf(name: string, next: () => number): Array<[number, number]> {
  let value = name === 'up' ? (next() < 0.2 ? 0 : 1) : name.endsWith('_info') ? 1 : next() * 10;
  return Array.from({ length: STEPS + 1 }, (_, index): [number, number] => {
    if (name.endsWith('_total') || name.endsWith('_bucket')) {
      value = next() < 0.01 ? 0 : value + next() * 5;
    } else if (name !== 'up' && !name.endsWith('_info')) {
      value += next() - 0.5;
    }
    return [NOW - (STEPS - index) * STEP, value];
  });
}
