/**
 * How far what we do is from what the operator does: it means the same or is better; we refuse what the operator accepts;
 * or there is nothing of ours to compare.
 */
export type Kind = 'different' | 'stricter' | 'out of reach';

/** Why a case is not equal. */
export interface Reason {
  readonly kind: Kind;

  /** What differs. */
  readonly what: string;

  /** Why it does, for somebody who maintains the operator. */
  readonly why: string;

  /** How that was shown to be right. */
  readonly shown: string;
}

/** Reasons by their ids. */
export type Reasons = Readonly<Record<string, Reason>>;
