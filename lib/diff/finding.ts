/**
 * How much of it is of concern.
 *
 * - `loss`: samples that are there now, and that nobody can read afterwards.
 * - `warning`: something that people notice, or have to do something about.
 * - `change`: something that happens as it was written.
 */
export type Level = 'loss' | 'warning' | 'change';

/** One thing that happens when the manifests of one side take the place of those of the other. */
export interface Finding {
  readonly level: Level;

  /** Stays the same from release to release: `shard-removed`. */
  readonly code: string;

  /** Whom it happens to: `Prometheus monitoring/k8s`, `StatefulSet monitoring/prometheus-k8s`. */
  readonly subject: string;

  /** What happens, in a sentence without the period. */
  readonly text: string;

  /** What to do about it, in whole sentences. */
  readonly remedy?: string;

  /** The parts of it, each on a line of its own. */
  readonly details?: readonly string[];

  /** The same in numbers, for programs. */
  readonly figures?: Readonly<Record<string, number>>;
}

export const LEVELS: readonly Level[] = ['loss', 'warning', 'change'];
