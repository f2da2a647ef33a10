import type { Matcher, VectorSelector } from '../ast';
import { printMatcher, printPromQL } from '../print';

/** Thrown where a selector asks for another value of a label than the one that is injected: it could never select anything. */
export class MatcherConflictError extends Error {
  constructor(
    readonly selector: VectorSelector,
    /** The matcher that the selector has. */
    readonly existing: Matcher,
    /** The matcher that was to be injected. */
    readonly injected: Matcher,
  ) {
    super(
      `${printPromQL(selector)}: ${printMatcher(existing)} contradicts ${printMatcher(injected)}, which every selector must have; ` +
        `leave the matcher out, or set \`onConflict: 'replace'\``,
    );
    this.name = 'MatcherConflictError';
  }
}
