import type { FullMatcher } from './matcher';

/** What a parser made of a text. */
export type Parsed = { readonly matchers: readonly FullMatcher[] } | { readonly fault: string };
