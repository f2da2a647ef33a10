import type { NumberLiteral, StringLiteral } from '../ast';
import { formatDuration, parseDuration } from '../../values';
import { numberValue, scanQuoted, type Token } from '../lexer';
import type { Reader } from './reader';

/** Reads a number or a duration, which PromQL takes for one another. */
export function readNumber(reader: Reader, token: Token): NumberLiteral {
  const isDuration = token.kind === 'duration';
  const value = isDuration ? secondsOf(reader, token) : numberOf(reader, token);
  return Object.freeze({ type: 'number', value, isDuration, start: token.start, end: token.end });
}

/** The number behind a sign. */
export function signed(sign: Token, literal: NumberLiteral): NumberLiteral {
  const value = sign.kind === '-' ? -literal.value : literal.value;
  return Object.freeze({ ...literal, value, start: sign.start });
}

export function isNumberToken({ kind }: Token): boolean {
  return kind === 'number' || kind === 'duration';
}

export function readString(token: Token): StringLiteral {
  return Object.freeze({ type: 'string', value: textOf(token), start: token.start, end: token.end });
}

/** What a token of a string stands for; the lexer has seen that it stands for something. */
export function textOf({ text }: Token): string {
  const quoted = scanQuoted(text, 0);
  return 'value' in quoted ? quoted.value : '';
}

function numberOf(reader: Reader, token: Token): number {
  const value = numberValue(token.text);
  if (value === undefined) {
    reader.report('literal', token, `${token.text} is not a number that fits 64 bits`);
  }
  return value ?? 0;
}

function secondsOf(reader: Reader, token: Token): number {
  const milliseconds = parseDuration(token.text);
  if (milliseconds === undefined) {
    reader.report(
      'literal',
      token,
      `${JSON.stringify(token.text)} is not a duration`,
      'Write whole numbers with units from large to small (y, w, d, h, m, s, ms), for example 1h30m.',
    );
    return 0;
  }
  // As Go does it, to the last bit.
  return Math.floor(milliseconds / 1000) + ((milliseconds % 1000) * 1_000_000) / 1_000_000_000;
}

/** Go keeps a duration as nanoseconds in 63 bits. */
const LONGEST_SECONDS = 2 ** 63 / 1_000_000_000;

/** Notes a literal that is too long for a duration. */
export function checkDurationRange(reader: Reader, literal: NumberLiteral): void {
  if (Math.abs(literal.value) > LONGEST_SECONDS) {
    reader.report(
      'literal',
      literal,
      'duration out of range',
      `The longest is ${formatDuration(LONGEST_SECONDS * 1000)}.`,
    );
  }
}
