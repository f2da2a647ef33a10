import { TemplateError } from './template-error';
import type { Token, TokenType } from './token';

/** Deeper than what people write, and shallow enough for the stack of this program. Go has 10,000 for parentheses. */
const DEEPEST = 500;

export const WRITE_AN_ACTION = 'Write what Go takes: `{{ $value | humanize }}`, `{{ if … }} … {{ end }}`.';

/** The words of a template, read one after the other. */
export class TokenReader {
  private position = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  /** Where it stands; to be handed to {@link returnTo}. */
  mark(): number {
    return this.position;
  }

  returnTo(mark: number): void {
    this.position = mark;
  }

  peek(): Token {
    return this.tokens[this.position] ?? END;
  }

  take(): Token {
    const token = this.peek();
    this.position++;
    return token;
  }

  /** The next word that is no blank. */
  skipSpace(): Token {
    while (this.peek().type === 'space') {
      this.position++;
    }
    return this.peek();
  }

  takeWord(): Token {
    this.skipSpace();
    return this.take();
  }

  expect(type: TokenType, expectation: string): void {
    const token = this.takeWord();
    if (token.type !== type) {
      throw this.unexpected(token, expectation);
    }
  }

  unexpected({ type, text, at }: Token, expectation: string): TemplateError {
    return type === 'error'
      ? new TemplateError(at, text, remedyFor(text))
      : new TemplateError(
          at,
          type === 'end' ? 'it ends too early' : `${JSON.stringify(text)} is out of place`,
          `Expected is ${expectation}.`,
        );
  }

  /** Reads something that may hold the like of itself. */
  nested<T>(at: number, read: () => T): T {
    if (this.depth >= DEEPEST) {
      throw new TemplateError(at, `is nested more than ${DEEPEST} deep`, 'Make it simpler.');
    }
    this.depth++;
    const result = read();
    this.depth--;
    return result;
  }
}

const END: Token = { type: 'end', text: '', at: 0 };

function remedyFor(complaint: string): string {
  return complaint.includes('closed') || complaint.includes('does not end')
    ? 'Every `{{` of a template needs its `}}`, every quote and parenthesis its other; write `{{ "{{" }}` for the braces themselves.'
    : WRITE_AN_ACTION;
}
