import { isLabelName, isMetricName } from '../../values';
import { METRIC_NAME, type Matcher, type MatchType, type VectorSelector } from '../ast';
import type { Token } from '../lexer';
import { patternFault } from '../pattern';
import { reportLegacy } from './labels';
import { textOf } from './literals';
import type { Reader } from './reader';

/** Reads `name`, `name{…}` or `{…}`. */
export function readSelector(reader: Reader): VectorSelector {
  const { tokens } = reader;
  const { start } = tokens.next;
  const name = tokens.next.kind === '{' ? undefined : tokens.take();
  if (name !== undefined && !isMetricName(name.text, reader.dialect.names)) {
    reportLegacy(reader, name, 'metric', name.text);
  }
  const matchers = tokens.next.kind === '{' ? readMatchers(reader) : NO_MATCHERS;
  const rest = { matchers, start, end: tokens.lastEnd };
  return Object.freeze(
    name === undefined
      ? { type: 'vectorSelector', ...rest }
      : { type: 'vectorSelector', name: name.text, ...rest },
  );
}

const NO_MATCHERS: readonly Matcher[] = Object.freeze([]);

function readMatchers(reader: Reader): readonly Matcher[] {
  const { tokens } = reader;
  tokens.expect('{', '"{"');
  const matchers: Matcher[] = [];
  while (!tokens.isNext('}')) {
    matchers.push(readMatcher(reader));
    if (tokens.accept(',') === undefined && !tokens.isNext('}')) {
      tokens.fail('"," or "}"', 'in the matchers');
    }
  }
  tokens.take();
  return Object.freeze(matchers);
}

function readMatcher(reader: Reader): Matcher {
  const { tokens } = reader;
  const { next } = tokens;
  if (next.kind !== 'identifier' && next.kind !== 'string') {
    return tokens.fail('a label or "}"', 'in the matchers');
  }
  tokens.take();
  const label = next.kind === 'string' ? textOf(next) : next.text;
  if (next.kind === 'string' && (tokens.next.kind === ',' || tokens.next.kind === '}')) {
    checkName(reader, next, METRIC_NAME, label);
    return Object.freeze({ name: METRIC_NAME, type: '=', value: label });
  }
  const type = readMatchType(reader, next);
  const value = readValue(reader, label, type);
  const matcher: Matcher = Object.freeze({ name: label, type, value: textOf(value) });
  checkName(reader, next, label, type === '=' ? matcher.value : undefined);
  checkPattern(reader, matcher, { start: next.start, end: value.end });
  return matcher;
}

function readMatchType(reader: Reader, label: Token): MatchType {
  const { kind } = reader.tokens.next;
  if (kind !== '=' && kind !== '!=' && kind !== '=~' && kind !== '!~') {
    return reader.tokens.fail('one of = != =~ !~', `after label ${label.text}`);
  }
  reader.tokens.take();
  return kind;
}

function readValue(reader: Reader, label: string, type: MatchType): Token {
  const { tokens } = reader;
  const { next } = tokens;
  const remedy =
    next.kind === 'identifier'
      ? `Put the value in quotes: ${label}${type}"${next.text}".`
      : next.kind === '='
        ? 'One = is enough.'
        : undefined;
  return tokens.accept('string') ?? tokens.fail('a string', 'in the matchers', remedy);
}

/** Notes names that the scheme does not have; `value` is that of an equality. */
function checkName(reader: Reader, where: Token, label: string, value: string | undefined): void {
  const { names } = reader.dialect;
  if (names !== 'legacy') {
    return;
  }
  if (!isLabelName(label, names)) {
    reportLegacy(reader, where, 'label', label);
  } else if (label === METRIC_NAME && value !== undefined && value !== '' && !isMetricName(value, names)) {
    reportLegacy(reader, where, 'metric', value);
  }
}

function checkPattern(
  reader: Reader,
  { type, value }: Matcher,
  where: { readonly start: number; readonly end: number },
): void {
  if (type !== '=~' && type !== '!~') {
    return;
  }
  const fault = patternFault(value);
  if (fault !== undefined) {
    reader.report(
      'regex',
      where,
      `${JSON.stringify(value)} is not a regular expression that RE2 accepts: ${fault}`,
      'RE2 has no look-around and no back references.',
    );
  }
}
