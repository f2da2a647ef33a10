import type { VectorSelector } from '../../promql';
import type { RecordingRule } from '../../rules';
import type { FiledGroup } from '../placement';

/**
 * What becomes of a rule of the hub:
 *
 * - `own`: it reads nothing of the leaves;
 * - `leaf`: what it asks for is worked out on each leaf by itself;
 * - `combined`: parts of all leaves are put together;
 * - `raw`: it reads series of the leaves as they are, at least in part.
 */
export type PushClass = 'own' | 'leaf' | 'combined' | 'raw';

/** A rule of the hub, and what the leaves do for it. */
export interface PushedRule {
  readonly file: string;
  readonly group: string;
  readonly name: string;
  readonly class: PushClass;

  /** The expression as the hub evaluates it. */
  readonly above: string;
  readonly parts: readonly RecordingRule[];

  /** Parts of it that look into the past of federated samples, which are as coarse as federation is. */
  readonly coarse: readonly string[];
}

/** What becomes of all rules of a hub. */
export interface PushedRules {
  readonly rules: readonly PushedRule[];

  /** The groups of the hub, by the files that they were in. */
  readonly above: readonly FiledGroup[];

  /** Groups for the leaves, by the files of the hub that they are for. */
  readonly below: readonly FiledGroup[];

  /** What the rules above read that the hub does not record. */
  readonly reads: readonly VectorSelector[];
}
