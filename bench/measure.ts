import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Program } from './apps';

/** CPU time of two programs that were run in turn, in milliseconds. */
export interface Pair {
  readonly ours: number;
  readonly bare: number;

  /** The median of the ratios of the pairs: what else the machine does hits both of a pair alike. */
  readonly ratio: number;
}

/** Runs both in turn, a pair to warm up and then `rounds` that count. */
export function measurePair(ours: Program, bare: Program, rounds: number): Pair {
  const pairs = Array.from({ length: rounds + 1 }, () => [cpuOf(ours), cpuOf(bare)] as const).slice(1);
  return {
    ours: median(pairs.map(([first]) => first)),
    bare: median(pairs.map(([, second]) => second)),
    ratio: median(pairs.map(([first, second]) => first / second)),
  };
}

/** Whether both write the same bytes. */
export function sameBytes(ours: Program, bare: Program): boolean {
  return inFolder((folder) => {
    ours(folder);
    return inFolder((other) => {
      bare(other);
      const files = readdirSync(folder).sort();
      return (
        files.join() === readdirSync(other).sort().join() &&
        files.every((file) => readFileSync(join(folder, file)).equals(readFileSync(join(other, file))))
      );
    });
  });
}

/** Gives the work a folder of its own, and takes it away afterwards. */
export function inFolder<T>(work: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-prometheus-bench-'));
  try {
    return work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function cpuOf(program: Program): number {
  return inFolder((folder) => {
    globalThis.gc?.();
    const before = process.cpuUsage();
    program(folder);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1000;
  });
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
}
