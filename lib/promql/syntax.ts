import type { Span } from './ast';
import { reaches, type Dialect, type Release } from './dialect';
import type { Finding } from './fault';
import type { LexerOptions } from './lexer';

/** A part of PromQL that not every server has. */
interface SyntaxFact {
  /** As a sentence names it. */
  readonly what: string;

  /** First release that has it at all. */
  readonly since: Release;

  /** The feature that must be enabled for it. */
  readonly feature: string;

  /** First release that has it without the feature. */
  readonly always?: Release;

  /** Where upstream says so. */
  readonly source: string;
}

const SYNTAX = {
  durationExpression: {
    what: 'arithmetic of durations',
    since: [3, 4],
    feature: 'promql-duration-expr',
    always: [3, 14],
    source: 'CHANGELOG 3.4.0, #16249; 3.14.0, #19033',
  },
  extendedRange: {
    what: 'the modifier',
    since: [3, 7],
    feature: 'promql-extended-range-selectors',
    always: [3, 16],
    source: 'CHANGELOG 3.7.0, #16457; 3.16.0, #19697',
  },
  fill: {
    what: 'the modifier',
    since: [3, 10],
    feature: 'promql-binop-fill-modifiers',
    source: 'CHANGELOG 3.10.0, #17644',
  },
  experimentalAggregation: {
    what: 'the aggregation',
    since: [2, 54],
    feature: 'promql-experimental-functions',
    source: 'CHANGELOG 2.54.0, #12503',
  },
} satisfies Readonly<Record<string, SyntaxFact>>;

/** Whether letters of all scripts, and dots, may stand in names without quotes (CHANGELOG 3.16.0, #20162). */
export function allowsUnquotedUtf8(dialect: Dialect): boolean {
  return dialect.features.has('promql-unquoted-utf8-names') && reaches(dialect, [3, 16]);
}

/** What the lexer needs to know of a dialect. */
export function lexerOptions(dialect: Dialect): LexerOptions {
  return {
    unquotedUtf8: allowsUnquotedUtf8(dialect),
    subqueriesNeedNumber: !reaches(dialect, [3, 16]),
  };
}

/** What is wrong with the use of a part of PromQL, if anything. */
export function gateSyntax(
  dialect: Dialect,
  name: keyof typeof SYNTAX,
  { start, end }: Span,
  word?: string,
): Finding | undefined {
  const fact: SyntaxFact = SYNTAX[name];
  const what = word === undefined ? fact.what : `${fact.what} ${word}`;
  if (!reaches(dialect, fact.since)) {
    const complaint = `${what} came with Prometheus ${fact.since.join('.')}`;
    return { code: 'feature', complaint, start, end };
  }
  return dialect.features.has(fact.feature) || (fact.always !== undefined && reaches(dialect, fact.always))
    ? undefined
    : {
        code: 'feature',
        complaint: `${what} is not enabled`,
        remedy: enable(fact.feature, fact.always),
        start,
        end,
      };
}

/** How a feature is enabled, or from which release on that is not necessary. */
export function enable(feature: string, always?: Release): string {
  const newer =
    always === undefined
      ? ''
      : `, or upgrade to Prometheus ${always.join('.')}, which needs no feature for it`;
  return `Enable the feature "${feature}"${newer}.`;
}
