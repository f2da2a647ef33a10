/** How a matcher compares. */
export type MatchType = '=' | '!=' | '=~' | '!~';

/** What one label of an alert must be. Operator: `Matcher`. */
export interface LabelMatcher {
  /** Name of the label; any text. */
  readonly name: string;

  /** @default '=' */
  readonly matchType?: MatchType;

  /** The value, or an anchored RE2 expression. A label that is missing has the empty value. */
  readonly value: string;
}

/** A matcher with nothing left to default. */
export type FullMatcher = Required<LabelMatcher>;

/** Whether the value is a regular expression. */
export function isPattern(matchType: MatchType): boolean {
  return matchType === '=~' || matchType === '!~';
}

const CLASSIC_NAME = /^[a-zA-Z_:][a-zA-Z0-9_:]*$/;

/**
 * Writes a matcher so that both of Alertmanager's parsers read the same: the value quoted, the name only
 * where it must be, since the classic parser knows no quoted names.
 */
export function printMatcher({ name, matchType = '=', value }: LabelMatcher): string {
  const left = CLASSIC_NAME.test(name) ? name : quote(name);
  return `${left}${matchType}${quote(value)}`;
}

/** With the three escapes that both parsers have. */
function quote(text: string): string {
  const escaped = text.replaceAll('\\', '\\\\').replaceAll('"', '\\"').replaceAll('\n', '\\n');
  return `"${escaped}"`;
}
