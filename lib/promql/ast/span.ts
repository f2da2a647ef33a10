/**
 * Where something stands in the text that it was parsed from: offsets in UTF-16 code units, as those of
 * JavaScript's strings, the end exclusive. What was made by a rewrite keeps the place of what it replaced.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}
