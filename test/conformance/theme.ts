import type { Case } from './corpus';
import type { Outcome } from './outcome';

/** A kind of case, and how it is compared. */
export interface Theme {
  /** Folders of the corpus. */
  readonly names: readonly string[];
  readonly judge: (one: Case) => Outcome;
}
