import { NUMBER } from './literals';
import { KEYWORDS, type Token, type TokenType } from './token';

const LEFT = '{{';
const RIGHT = '}}';

/** Only these are spaces to Go's templates. */
const SPACES = /[ \t\r\n]*/y;
const LEFT_TRIM = /-[ \t\r\n]/y;
const RIGHT_TRIM = /[ \t\r\n]-\}\}/y;
const WORD = /[\p{L}\p{Nd}_]*/uy;
const WORD_CHARACTER = /[\p{L}\p{Nd}_]/uy;

/** A quoted text up to its end. Go goes on after any escaped character but the end of the line. */
const STRING = /"(?:\\[^\n]|[^"\\\n])*"/uy;
const CHARACTER = /'(?:\\[^\n]|[^'\\\n])*'/uy;
const RAW_STRING = /`[^`]*`/y;

const PRINTABLE = /^[!-~]$/;

/** Reads a template into words, to its end or to the first that is none. */
export function tokenize(template: string): Token[] {
  return new Lexer(template).run();
}

class Lexer {
  private readonly tokens: Token[] = [];
  private position = 0;
  private parentheses = 0;
  private actionStart = 0;

  constructor(private readonly input: string) {}

  run(): Token[] {
    while (this.text()) {
      while (!this.action()) {
        // One word after the other.
      }
    }
    if (!this.done) {
      this.push('end', this.input.length, this.input.length);
    }
    return this.tokens;
  }

  private get done(): boolean {
    return this.tokens.at(-1)?.type === 'error';
  }

  /** Reads up to the next action, over comments. Returns whether there is one. */
  private text(): boolean {
    while (!this.done) {
      const start = this.position;
      const left = this.input.indexOf(LEFT, start);
      const end = left === -1 ? this.input.length : left;
      const trims = left !== -1 && this.looksAt(LEFT_TRIM, left + LEFT.length);
      const text = this.input.slice(start, end);
      const kept = trims ? withoutSpacesAtEnd(text) : text;
      if (kept !== '') {
        this.push('text', start, start + kept.length);
      }
      if (left === -1) {
        this.position = end;
        return false;
      }
      const inside = left + LEFT.length + (trims ? 2 : 0);
      if (!this.input.startsWith('/*', inside)) {
        this.push('leftDelimiter', left, left + LEFT.length);
        this.position = inside;
        this.actionStart = left;
        this.parentheses = 0;
        return true;
      }
      this.comment(inside);
    }
    return false;
  }

  private comment(start: number): void {
    const close = this.input.indexOf('*/', start + 2);
    if (close === -1) {
      this.fail(start, 'the comment is not closed');
      return;
    }
    this.position = close + 2;
    if (this.atRightDelimiter()) {
      this.skipRightDelimiter();
    } else {
      this.fail(start, 'the action has more than its comment');
    }
  }

  private atRightDelimiter(): boolean {
    return this.input.startsWith(RIGHT, this.position) || this.looksAt(RIGHT_TRIM, this.position);
  }

  /** Goes past the end of an action, and past the blanks after it where a dash asks for that. */
  private skipRightDelimiter(): void {
    const trims = this.looksAt(RIGHT_TRIM, this.position);
    this.position += RIGHT.length + (trims ? 2 : 0);
    if (trims) {
      this.position = this.ends(SPACES);
    }
  }

  /** Reads one word of an action. Returns whether that was its end, or no word. */
  private action(): boolean {
    const start = this.position;
    if (this.done) {
      return true;
    }
    if (this.atRightDelimiter()) {
      if (this.parentheses > 0) {
        this.fail(start, 'a parenthesis is not closed');
        return true;
      }
      this.skipRightDelimiter();
      this.push('rightDelimiter', start, this.position);
      return true;
    }
    const character = String.fromCodePoint(this.input.codePointAt(start) ?? 0);
    if (start >= this.input.length) {
      this.fail(this.actionStart, 'the action is not closed');
    } else if (/[ \t\r\n]/.test(character)) {
      this.space(start);
    } else if (character === ':') {
      this.declaration(start);
    } else if (SIGNS.has(character)) {
      this.sign(start, character);
    } else if (QUOTES.has(character)) {
      this.quoted(start, character);
    } else if (character === '$') {
      this.name(start, 'variable');
    } else if (character === '.' && !/[0-9]/.test(this.input.charAt(start + 1))) {
      this.name(start, 'field');
    } else if (/[-+.0-9]/.test(character)) {
      this.number(start);
    } else if (this.looksAt(WORD_CHARACTER, start)) {
      this.word(start);
    } else if (PRINTABLE.test(character)) {
      this.take('other', start, start + 1);
    } else {
      this.fail(start, `the character ${JSON.stringify(character)} has no meaning in an action`);
    }
    return false;
  }

  /** A blank before the dash that trims belongs to the end of the action. */
  private space(start: number): void {
    const end = this.ends(SPACES);
    this.take('space', start, this.looksAt(RIGHT_TRIM, end - 1) && end - 1 > start ? end - 1 : end);
  }

  private declaration(start: number): void {
    if (this.input.startsWith(':=', start)) {
      this.take('declare', start, start + 2);
    } else {
      this.fail(start, 'a colon stands only in :=');
    }
  }

  private sign(start: number, character: string): void {
    this.parentheses += character === '(' ? 1 : character === ')' ? -1 : 0;
    if (this.parentheses < 0) {
      this.fail(start, 'a parenthesis is closed that was not opened');
    } else {
      this.take(SIGNS.get(character) ?? 'other', start, start + 1);
    }
  }

  private quoted(start: number, quote: string): void {
    const [type, pattern] = QUOTES.get(quote) ?? (['string', STRING] as const);
    const end = this.ends(pattern);
    if (end === start) {
      this.fail(start, `the text that begins with ${quote} does not end`);
    } else {
      this.take(type, start, end);
    }
  }

  /** `$name`, `.name`, or the dollar sign or the dot alone. */
  private name(start: number, type: 'variable' | 'field'): void {
    this.position = start + 1;
    if (this.atTerminator()) {
      this.take(type === 'field' ? 'dot' : type, start, start + 1);
      return;
    }
    this.finish(start, this.ends(WORD), type);
  }

  private word(start: number): void {
    const end = this.ends(WORD);
    this.finish(start, end, wordType(this.input.slice(start, end)));
  }

  /** What a name is followed by is not free: `$x+2` is no sum. */
  private finish(start: number, end: number, type: TokenType): void {
    this.position = end;
    if (this.atTerminator()) {
      this.take(type, start, end);
    } else {
      const character = String.fromCodePoint(this.input.codePointAt(end) ?? 0);
      this.fail(
        end,
        `the character ${JSON.stringify(character)} cannot follow ${JSON.stringify(this.input.slice(start, end))}`,
      );
    }
  }

  private atTerminator(): boolean {
    const character = this.input.charAt(this.position);
    return (
      character === '' || /[ \t\r\n.,|:)(]/.test(character) || this.input.startsWith(RIGHT, this.position)
    );
  }

  private number(start: number): void {
    let end = this.ends(NUMBER);
    let type: TokenType = 'number';
    if (!this.endsNumber(end)) {
      return;
    }
    if (/[-+]/.test(this.input.charAt(end))) {
      this.position = end;
      end = this.ends(NUMBER);
      type = 'complex';
      if (!this.endsNumber(end) || !this.input.slice(start, end).endsWith('i')) {
        if (!this.done) {
          this.fail(start, `${JSON.stringify(this.input.slice(start, end))} is no number`);
        }
        return;
      }
    }
    this.take(type, start, end);
  }

  private endsNumber(end: number): boolean {
    if (this.looksAt(WORD_CHARACTER, end)) {
      this.fail(end, `the character ${JSON.stringify(this.input.charAt(end))} cannot follow a number`);
      return false;
    }
    return true;
  }

  /** Where a match at the position ends; the position itself where there is none. */
  private ends(pattern: RegExp): number {
    pattern.lastIndex = this.position;
    return pattern.test(this.input) ? pattern.lastIndex : this.position;
  }

  private looksAt(pattern: RegExp, position: number): boolean {
    pattern.lastIndex = position;
    return pattern.test(this.input);
  }

  private take(type: TokenType, start: number, end: number): void {
    this.push(type, start, end);
    this.position = end;
  }

  private push(type: TokenType, start: number, end: number): void {
    this.tokens.push({ type, text: this.input.slice(start, end), at: start });
  }

  private fail(at: number, complaint: string): void {
    this.tokens.push({ type: 'error', text: complaint, at });
  }
}

const SIGNS: ReadonlyMap<string, TokenType> = new Map([
  ['=', 'assign'],
  ['|', 'pipe'],
  ['(', 'leftParen'],
  [')', 'rightParen'],
]);

const QUOTES: ReadonlyMap<string, readonly [type: TokenType, pattern: RegExp]> = new Map([
  ['"', ['string', STRING]],
  ["'", ['character', CHARACTER]],
  ['`', ['rawString', RAW_STRING]],
]);

function wordType(word: string): TokenType {
  if (KEYWORDS.has(word)) {
    return 'keyword';
  }
  if (word === 'nil') {
    return 'nil';
  }
  return word === 'true' || word === 'false' ? 'bool' : 'identifier';
}

/** By hand, since a regular expression looks at a long run of blanks from each of its characters. */
function withoutSpacesAtEnd(text: string): string {
  let end = text.length;
  while (end > 0 && ' \t\r\n'.includes(text.charAt(end - 1))) {
    end--;
  }
  return text.slice(0, end);
}
