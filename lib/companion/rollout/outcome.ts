import type { Action, HaltReason } from './action';
import type { Assessment } from './assess';

/** One look, and what follows from it. */
export interface Step {
  readonly assessments: readonly Assessment[];
  readonly action: Action;

  /** Entries that all instances have lost, and that are brought back from the copy. */
  readonly orphans: number;
}

/** How a rollout ended. */
export type Outcome =
  | { readonly kind: 'done' }
  | {
      readonly kind: 'halted';
      readonly reason: HaltReason | 'lease' | 'api' | 'preflight';
      readonly message: string;
      readonly instance?: string | undefined;

      /** The last lines of its log. */
      readonly log?: string | undefined;
    }
  /** The instance that did not get whole is back at its former revision. */
  | {
      readonly kind: 'rolled-back';
      readonly instance: string;
      readonly message: string;
      readonly log: string;
    };
