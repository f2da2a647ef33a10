import type { Span } from './ast';

/**
 * What kind of fault an expression has:
 *
 * - `syntax`: the text is no PromQL;
 * - `literal`: a number, duration, string or time that is none;
 * - `regex`: a pattern that RE2 refuses;
 * - `name`: a name that the scheme of names does not allow;
 * - `function`: a function that no release has, or another release than this;
 * - `feature`: something that must be enabled with `--enable-feature`;
 * - `arguments`: more or fewer arguments than a function or an aggregation takes;
 * - `type`: a value of one type where another is expected;
 * - `matching`: `bool`, `on`, `group_left` and their kin where they mean nothing;
 * - `modifier`: `offset`, `@`, `[5m]`, `anchored` where they mean nothing;
 * - `selector`: a selector that selects everything, or names its metric twice;
 * - `depth`: nested deeper than anything that a person or a generator writes.
 */
export type FaultCode =
  | 'syntax'
  | 'literal'
  | 'regex'
  | 'name'
  | 'function'
  | 'feature'
  | 'arguments'
  | 'type'
  | 'matching'
  | 'modifier'
  | 'selector'
  | 'depth';

/** One thing that is wrong with an expression: where, what, and what to do. */
export interface PromQLFault extends Span {
  readonly code: FaultCode;

  /** What is wrong, as Prometheus would say it where it has words for it. */
  readonly complaint: string;

  /** How to mend it, as a sentence. */
  readonly remedy?: string;

  /** Line that it begins in, 1-based. */
  readonly line: number;

  /** Character of the line that it begins at, 1-based. */
  readonly column: number;
}

/** A fault, before it knows its line. */
export type Finding = Omit<PromQLFault, 'line' | 'column'>;

/** A finding at a place. */
export function findingAt(
  code: FaultCode,
  { start, end }: Span,
  complaint: string,
  remedy?: string,
): Finding {
  return { code, complaint, start, end, ...(remedy === undefined ? {} : { remedy }) };
}

/** The fault with its place in lines and characters of the text. */
export function locate(text: string, finding: Finding): PromQLFault {
  const before = text.slice(0, finding.start);
  const lineStart = before.lastIndexOf('\n') + 1;
  let line = 1;
  for (let at = before.indexOf('\n'); at !== -1; at = before.indexOf('\n', at + 1)) {
    line += 1;
  }
  return Object.freeze({ ...finding, line, column: finding.start - lineStart + 1 });
}

/** `1:5: unknown function "rte". Did you mean "rate"?`, in one line. */
export function formatFault({ line, column, complaint, remedy }: PromQLFault): string {
  const place = `${line}:${column}: ${complaint}`;
  return remedy === undefined ? place : `${place}. ${remedy}`;
}
