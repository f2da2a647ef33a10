import { findingAt } from '../fault';
import type { Keyword, Token, TokenKind } from '../lexer';
import { describeToken } from './describe-token';
import { SyntaxFault } from './syntax-fault';

/** The tokens of a text, and the one that is read next. */
export class TokenStream {
  private at = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  /** The token that is read next: the last one is the end, and stays. */
  get next(): Token {
    return this.peek(0);
  }

  /** The token after the next. */
  get second(): Token {
    return this.peek(1);
  }

  /** The end of what was read last. */
  get lastEnd(): number {
    return this.at === 0 ? 0 : this.peek(-1).end;
  }

  take(): Token {
    const token = this.next;
    this.at += 1;
    return token;
  }

  isNext(kind: TokenKind): boolean {
    return this.next.kind === kind;
  }

  /** Takes the next token, where it is of this kind. */
  accept(kind: TokenKind): Token | undefined {
    return this.next.kind === kind ? this.take() : undefined;
  }

  acceptWord(word: Keyword): Token | undefined {
    return this.next.word === word ? this.take() : undefined;
  }

  /**
   * @param expected what could stand here, as a sentence names it
   * @param context what is being read, for example `in an aggregation`
   */
  expect(kind: TokenKind, expected: string, context = ''): Token {
    return this.accept(kind) ?? this.fail(expected, context);
  }

  /** The next token cannot stand where it does. */
  fail(expected: string, context = '', remedy?: string): never {
    const token = this.next;
    if (token.finding !== undefined) {
      throw new SyntaxFault(token.finding);
    }
    const place = context === '' ? '' : ` ${context}`;
    throw new SyntaxFault(
      findingAt('syntax', token, `unexpected ${describeToken(token)}${place}, expected ${expected}`, remedy),
    );
  }

  private peek(distance: number): Token {
    const token = this.tokens[Math.min(this.at + distance, this.tokens.length - 1)];
    if (token === undefined) {
      throw new RangeError('there is no token');
    }
    return token;
  }
}
