import { nearest } from '../values';
import type { Operand, Pipeline } from './ast';
import { isCharacter, isComplex, isNumber, unquote } from './literals';
import type { Scope } from './scope';
import { TemplateError } from './template-error';
import type { Token, TokenType } from './token';
import { WRITE_AN_ACTION, type TokenReader } from './token-reader';

/** Reads what stands between the braces of an action, after its keyword. */
export class PipelineParser {
  /**
   * @param functions that are known
   * @param scope grows with what is declared
   */
  constructor(
    private readonly reader: TokenReader,
    private readonly functions: ReadonlySet<string>,
    private readonly scope: Scope,
  ) {}

  /** Up to the end of the action, or the parenthesis that closes it. */
  pipeline(context: string, end: TokenType = 'rightDelimiter'): Pipeline {
    const { at } = this.reader.skipSpace();
    const variables = this.declarations(context);
    const commands: Operand[][] = [];
    for (;;) {
      const token = this.reader.skipSpace();
      if (token.type === end) {
        this.reader.take();
        checkPipeline(commands, at, context);
        return { kind: 'pipeline', at, variables, commands };
      }
      if (!(token.type in this.terms)) {
        throw this.reader.unexpected(token, `an operand, a function or the end of ${context}`);
      }
      commands.push(this.command());
    }
  }

  /** `$x :=`, `$x =`, and of a range `$i, $x :=`. Go makes no difference where it reads them. */
  private declarations(context: string): string[] {
    const names: string[] = [];
    while (this.reader.skipSpace().type === 'variable') {
      const start = this.reader.mark();
      const variable = this.reader.take();
      const next = this.reader.skipSpace();
      const isList = next.type === 'other' && next.text === ',';
      if (next.type !== 'assign' && next.type !== 'declare' && !isList) {
        this.reader.returnTo(start);
        break;
      }
      this.reader.take();
      names.push(variable.text);
      this.scope.declare(variable.text);
      if (!isList) {
        break;
      }
      if (context !== 'range' || names.length > 1) {
        throw new TemplateError(next.at, 'declares too many variables', 'A range has two, all else one.');
      }
      if (!['variable', 'rightDelimiter', 'rightParen'].includes(this.reader.skipSpace().type)) {
        throw this.reader.unexpected(this.reader.peek(), 'a second variable');
      }
    }
    return names;
  }

  private command(): Operand[] {
    const { at } = this.reader.skipSpace();
    const operands: Operand[] = [];
    for (;;) {
      const operand = this.operand();
      operands.push(...(operand === undefined ? [] : [operand]));
      const token = this.reader.peek();
      if (token.type === 'space' || token.type === 'pipe') {
        this.reader.take();
      } else if (token.type !== 'rightDelimiter' && token.type !== 'rightParen') {
        throw this.reader.unexpected(token, 'a blank, | or the end');
      }
      if (token.type !== 'space') {
        break;
      }
    }
    if (operands.length === 0) {
      throw new TemplateError(at, 'the command is empty', WRITE_AN_ACTION);
    }
    return operands;
  }

  private operand(): Operand | undefined {
    const term = this.term();
    const fields: string[] = [];
    while (term !== undefined && this.reader.peek().type === 'field') {
      fields.push(this.reader.take().text.slice(1));
    }
    if (term === undefined || fields.length === 0) {
      return term;
    }
    if (term.kind === 'field' || term.kind === 'variable') {
      return { ...term, fields: [...term.fields, ...fields] };
    }
    if (term.kind === 'function' || term.kind === 'pipeline') {
      return { kind: 'chain', at: term.at, of: term, fields };
    }
    throw new TemplateError(
      term.at,
      `a literal has no field .${fields[0] ?? ''}`,
      'Leave the dot out, or put a blank before it.',
    );
  }

  private term(): Operand | undefined {
    const token = this.reader.skipSpace();
    const read = this.terms[token.type];
    if (read === undefined) {
      return undefined;
    }
    this.reader.take();
    return read(token);
  }

  /** What each kind of word means as an operand. */
  private readonly terms: Readonly<Partial<Record<TokenType, (token: Token) => Operand>>> = {
    identifier: (token) => this.functionOf(token),
    variable: (token) => this.variable(token),
    field: ({ at, text }) => ({ kind: 'field', at, fields: [text.slice(1)] }),
    dot: ({ at }) => ({ kind: 'dot', at }),
    nil: ({ at }) => ({ kind: 'nil', at }),
    bool: ({ at, text }) => ({ kind: 'bool', at, text }),
    number: (token) => number(token, isNumber),
    complex: (token) => number(token, isComplex),
    character: (token) => number(token, isCharacter),
    string: (token) => ({ kind: 'string', at: token.at, value: literal(token) }),
    rawString: (token) => ({ kind: 'string', at: token.at, value: literal(token) }),
    leftParen: ({ at }) => this.reader.nested(at, () => this.pipeline('the parentheses', 'rightParen')),
  };

  private functionOf({ at, text }: Token): Operand {
    if (!this.functions.has(text)) {
      const meant = nearest(text, [...this.functions]);
      const variable = this.scope.known.find((name) => name === `$${text}`);
      throw new TemplateError(
        at,
        `there is no function "${text}"`,
        variable !== undefined
          ? `Write \`${variable}\` for the variable.`
          : meant === undefined
            ? `Functions are ${[...this.functions].sort().join(', ')}.`
            : `Did you mean \`${meant}\`?`,
      );
    }
    return { kind: 'function', at, name: text };
  }

  private variable({ at, text }: Token): Operand {
    const { scope } = this;
    if (!scope.has(text)) {
      const meant = nearest(text, scope.known);
      throw new TemplateError(
        at,
        `there is no variable "${text}" here`,
        meant === undefined || meant === '$'
          ? `Known are ${scope.known.join(', ')}; one of a block ends with it.`
          : `Did you mean \`${meant}\`?`,
      );
    }
    return { kind: 'variable', at, name: text, fields: [] };
  }
}

/** A literal does nothing with what is handed to it. */
const NO_FUNCTION: ReadonlySet<Operand['kind']> = new Set(['bool', 'dot', 'nil', 'number', 'string']);

function checkPipeline(commands: ReadonlyArray<readonly Operand[]>, at: number, context: string): void {
  if (commands.length === 0) {
    throw new TemplateError(at, `${context} has no value`, WRITE_AN_ACTION);
  }
  const literal = commands.slice(1).find(([first]) => first !== undefined && NO_FUNCTION.has(first.kind));
  if (literal?.[0] !== undefined) {
    throw new TemplateError(
      literal[0].at,
      'what follows a | is no function',
      'Begin it with the name of a function, for example `humanize`.',
    );
  }
}

function number({ type, text, at }: Token, isValid: (text: string) => boolean): Operand {
  if (!isValid(text)) {
    throw type === 'character'
      ? new TemplateError(at, `${text} is not one character`, 'Put texts into double quotes.')
      : new TemplateError(at, `${text} is no number`, WRITE_AN_ACTION);
  }
  return { kind: 'number', at, text };
}

/** The text that a literal means. */
export function literal({ text, at }: Token): string {
  const value = unquote(text);
  if (value === undefined) {
    throw new TemplateError(
      at,
      `the text ${text} has an escape that Go does not know`,
      'Double the backslash, or put the text into backquotes.',
    );
  }
  return value;
}
