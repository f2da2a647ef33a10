import { findingAt, type FaultCode } from '../fault';
import { adviceOnCharacter } from './advice';
import { isAlpha, isAlphaNumeric, isDigit, isSpace, nonAsciiLetterAt } from './characters';
import { DURATION_FUNCTIONS, KEYWORDS, ONLY_BEFORE_PAREN } from './keywords';
import { scanQuoted } from './quoted';
import { scanNumberOrDuration } from './scan-number';
import type { Punctuation, Token } from './token';

/** Operators and punctuation outside of braces, the longer ones before those that they begin with. */
const OUTSIDE: readonly Punctuation[] = [
  ...(['==', '!=', '<=', '</', '>=', '>/', '(', ')', '{', '}', '[', ']', ',', ':', '@'] as const),
  ...(['+', '-', '*', '/', '%', '^', '=', '<', '>'] as const),
];
const IN_BRACES: readonly Punctuation[] = ['=~', '!~', '!=', '=', ',', '{', '}'];
const ASCII = /^[!-~]+$/;

const BY_FIRST = {
  outside: byFirst(OUTSIDE),
  braces: byFirst(IN_BRACES),
};

/** What releases and features change about tokens. */
export interface LexerOptions {
  /** Whether letters of all scripts and dots may stand in names without quotes. */
  readonly unquotedUtf8: boolean;

  /** Whether a number must stand somewhere in square brackets, before a subquery can do without (#19729). */
  readonly subqueriesNeedNumber: boolean;
}

/**
 * Cuts a text into tokens as Prometheus does: what a word or a sign means depends on the brackets that it stands
 * in. The last token is the end of the text, or the error beyond which nothing can be told.
 */
export function tokenize(text: string, options: LexerOptions): Token[] {
  return new Lexer(text, options).tokens();
}

class Lexer {
  private at = 0;
  private inBraces = false;
  private inBrackets = false;

  /** Whether a number stood in these square brackets: comments are allowed only behind it. */
  private sawNumber = false;

  /** Whether one stood in any. */
  private everSawNumber = false;
  private readonly found: Token[] = [];

  constructor(
    private readonly text: string,
    private readonly options: LexerOptions,
  ) {}

  tokens(): Token[] {
    for (;;) {
      this.skip();
      const token = this.next();
      this.found.push(token);
      if (token.kind === 'end' || token.kind === 'error') {
        return this.found;
      }
      this.at = token.end;
      this.follow(token);
    }
  }

  private next(): Token {
    const { at, text } = this;
    const code = text.charCodeAt(at);
    const char = text.charAt(at);
    if (at >= text.length) {
      return { kind: 'end', text: '', start: at, end: at };
    }
    if (char === '"' || char === "'" || char === '`') {
      return this.quoted();
    }
    if (this.inBraces) {
      return this.isNameStart(at) ? this.name() : this.sign(BY_FIRST.braces);
    }
    if (isDigit(code) || (char === '.' && isDigit(text.charCodeAt(at + 1)))) {
      return this.number();
    }
    if (this.inBrackets) {
      return isAlpha(code) ? this.durationFunction() : this.bracketSign();
    }
    return char === ':' || this.isNameStart(at) ? this.name() : this.sign(BY_FIRST.outside);
  }

  /** Passes over white space and comments. */
  private skip(): void {
    for (;;) {
      while (isSpace(this.text.charCodeAt(this.at))) {
        this.at += 1;
      }
      if (this.text.charAt(this.at) !== '#' || (this.inBrackets && !this.sawNumber)) {
        return;
      }
      while (this.at < this.text.length && !/[\r\n]/.test(this.text.charAt(this.at))) {
        this.at += 1;
      }
    }
  }

  private follow({ kind }: Token): void {
    if (kind === '{') {
      this.inBraces = true;
    } else if (kind === '}') {
      this.inBraces = false;
    } else if (kind === '[') {
      this.inBrackets = true;
      this.sawNumber = false;
    } else if (kind === ']') {
      this.inBrackets = false;
    } else if (kind === 'number' || kind === 'duration') {
      this.sawNumber = true;
      this.everSawNumber ||= this.inBrackets;
    }
  }

  private quoted(): Token {
    const result = scanQuoted(this.text, this.at);
    return 'fault' in result
      ? this.error('literal', result.fault, result.start, result.end, result.remedy)
      : this.token('string', result.end);
  }

  private number(): Token {
    const scanned = scanNumberOrDuration(this.text, this.at);
    if (scanned !== undefined) {
      return this.token(scanned.kind, scanned.end);
    }
    const [shown = ''] = /^[\w.]*/.exec(this.text.slice(this.at)) ?? [];
    return this.error(
      'literal',
      `${JSON.stringify(shown)} is neither a number nor a duration`,
      this.at,
      this.at + shown.length,
      'A duration is whole numbers with units from large to small (y, w, d, h, m, s, ms), for example 1h30m.',
    );
  }

  /** In square brackets there are no names. */
  private durationFunction(): Token {
    let end = this.at;
    while (isAlpha(this.text.charCodeAt(end))) {
      end += 1;
    }
    const word = this.text.slice(this.at, end);
    const keyword = KEYWORDS.get(word.toLowerCase());
    return keyword !== undefined && DURATION_FUNCTIONS.has(keyword)
      ? { ...this.token('keyword', end), word: keyword }
      : this.error(
          'syntax',
          `unexpected ${JSON.stringify(word)} in square brackets`,
          this.at,
          end,
          'A range is a duration, for example [5m] or [1h:5m].',
        );
  }

  private bracketSign(): Token {
    return this.text.charAt(this.at) === ':' && this.options.subqueriesNeedNumber && !this.everSawNumber
      ? this.error(
          'syntax',
          'unexpected colon before a number in square brackets',
          this.at,
          this.at + 1,
          'Before Prometheus 3.16 a subquery needs a number in its range: [0s + step():].',
        )
      : this.sign(BY_FIRST.outside);
  }

  private name(): Token {
    let end = this.at;
    let hasColon = false;
    for (;;) {
      const colon = !this.inBraces && this.text.charAt(end) === ':';
      const length = colon ? 1 : this.nameLength(end);
      if (length === 0) {
        break;
      }
      hasColon ||= colon;
      end += length;
    }
    if (this.inBraces) {
      return this.token('identifier', end);
    }
    const text = this.text.slice(this.at, end);
    // The small letters of other scripts may be ASCII: that of the sign for Kelvin is k.
    if (!ASCII.test(text)) {
      return this.token(hasColon ? 'metric' : 'identifier', end);
    }
    const lower = text.toLowerCase();
    if (lower === 'inf' || lower === 'nan') {
      return this.token('number', end);
    }
    const word = KEYWORDS.get(lower);
    if (word === undefined || (ONLY_BEFORE_PAREN.has(word) && !this.isParenAfter(end))) {
      return this.token(hasColon ? 'metric' : 'identifier', end);
    }
    return { ...this.token('keyword', end), word };
  }

  private isNameStart(at: number): boolean {
    return (
      isAlpha(this.text.charCodeAt(at)) || (this.options.unquotedUtf8 && nonAsciiLetterAt(this.text, at) > 0)
    );
  }

  /** How many code units of a name stand at a place. */
  private nameLength(at: number): number {
    const code = this.text.charCodeAt(at);
    if (isAlphaNumeric(code)) {
      return 1;
    }
    return this.options.unquotedUtf8
      ? this.text.charAt(at) === '.'
        ? 1
        : nonAsciiLetterAt(this.text, at)
      : 0;
  }

  private isParenAfter(at: number): boolean {
    let next = at;
    while (isSpace(this.text.charCodeAt(next))) {
      next += 1;
    }
    return this.text.charAt(next) === '(';
  }

  private sign(signs: ReadonlyMap<string, readonly Punctuation[]>): Token {
    const sign = signs.get(this.text.charAt(this.at))?.find((each) => this.text.startsWith(each, this.at));
    if (sign !== undefined && !(sign === '=' && !this.inBraces && this.text.startsWith('=~', this.at))) {
      return this.token(sign, this.at + sign.length);
    }
    const character = String.fromCodePoint(this.text.codePointAt(this.at) ?? 0);
    return this.error(
      'syntax',
      `unexpected character ${JSON.stringify(character)}${this.inBraces ? ' in braces' : ''}`,
      this.at,
      this.at + character.length,
      adviceOnCharacter(this.text, this.at),
    );
  }

  private token(kind: Token['kind'], end: number): Token {
    return { kind, text: this.text.slice(this.at, end), start: this.at, end };
  }

  private error(code: FaultCode, complaint: string, start: number, end: number, remedy?: string): Token {
    const finding = findingAt(code, { start, end }, complaint, remedy);
    return { kind: 'error', text: this.text.slice(start, end), start, end, finding };
  }
}

function byFirst(signs: readonly Punctuation[]): ReadonlyMap<string, readonly Punctuation[]> {
  return new Map(
    signs.map((sign) => [sign.charAt(0), signs.filter((other) => other.startsWith(sign.charAt(0)))]),
  );
}
