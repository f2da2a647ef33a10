import {
  PARAMETRIC_AGGREGATIONS,
  type Aggregation,
  type AggregationOperator,
  type Call,
  type Expr,
  type Unary,
} from '../ast';
import { CALLABLE, isAggregation, NO_METRIC, type Token } from '../lexer';
import { valueTypeOf } from '../value-type';
import { checkBinary } from './check-binary';
import { checkCall } from './check-call';
import { checkSelector } from './check-selector';
import { expectType } from './expect-type';
import { readLabels } from './labels';
import { isNumberToken, readNumber, readString, signed } from './literals';
import { readBinaryModifiers } from './matching';
import { readPostfixes } from './postfix';
import { isBinaryOperator, precedenceOf, rightPrecedence, SIGN_PRECEDENCE } from '../precedence';
import type { Reader } from './reader';
import { readSelector } from './selectors';
import type { TokenStream } from './token-stream';

const AN_EXPRESSION = 'an expression';
const PARAMETRIC: ReadonlySet<string> = new Set(PARAMETRIC_AGGREGATIONS);

/** Reads a whole text. */
export function readExpression(reader: Reader): Expr {
  const { tokens } = reader;
  if (tokens.isNext('end')) {
    tokens.fail(AN_EXPRESSION, '', 'There is nothing but white space and comments.');
  }
  const expr = read(reader, 0);
  return tokens.next.kind === 'end' ? expr : tokens.fail('an operator or the end');
}

/** @param weakest the weakest operator that is read, by its precedence */
function read(reader: Reader, weakest: number): Expr {
  const { tokens, nesting } = reader;
  nesting.enter(tokens.next);
  let levels = 1;
  let lhs = readSigned(reader);
  for (;;) {
    const { word, kind } = tokens.next;
    const op = word ?? kind;
    if (!isBinaryOperator(op) || precedenceOf(op) < weakest) {
      nesting.leave(levels);
      return lhs;
    }
    const { start, end } = tokens.take();
    nesting.enter({ start, end });
    levels += 1;
    const modifiers = readBinaryModifiers(reader);
    const rhs = read(reader, rightPrecedence(op));
    lhs = checkBinary(reader, {
      type: 'binary',
      op,
      lhs,
      rhs,
      ...modifiers,
      operator: Object.freeze({ start, end }),
      start: lhs.start,
      end: rhs.end,
    });
  }
}

function readSigned(reader: Reader): Expr {
  const { tokens } = reader;
  const sign = tokens.accept('-') ?? tokens.accept('+');
  if (sign === undefined) {
    return readPostfixes(reader, readOperand(reader));
  }
  const expr = read(reader, SIGN_PRECEDENCE + 1);
  if (expr.type === 'number') {
    return signed(sign, expr);
  }
  const unary: Unary = Object.freeze({
    type: 'unary',
    op: sign.kind === '-' ? '-' : '+',
    expr,
    start: sign.start,
    end: expr.end,
  });
  const type = valueTypeOf(expr);
  if (type === 'range vector' || type === 'string') {
    const complaint = `unary expression only allowed on expressions of type scalar or instant vector, got ${type}`;
    reader.report('type', unary, complaint);
  }
  return unary;
}

function readOperand(reader: Reader): Expr {
  const { tokens } = reader;
  const { next } = tokens;
  if (isNumberToken(next)) {
    return readNumber(reader, tokens.take());
  }
  if (next.kind === 'string') {
    return readString(tokens.take());
  }
  if (next.kind === '(') {
    return readParen(reader);
  }
  if (isAggregation(next.word) && isAggregated(tokens.second)) {
    return readAggregation(reader, next.word);
  }
  if (tokens.second.kind === '(' && isFunctionName(next)) {
    return readCall(reader);
  }
  if (isSelectorStart(next)) {
    const selector = readSelector(reader);
    checkSelector(reader, selector);
    return selector;
  }
  return failOperand(tokens);
}

function failOperand(tokens: TokenStream): never {
  return tokens.next.word === undefined
    ? tokens.fail(AN_EXPRESSION)
    : tokens.fail(AN_EXPRESSION, '', `The metric of this name is {"${tokens.next.text}"}.`);
}

function isAggregated({ kind, word }: Token): boolean {
  return kind === '(' || word === 'by' || word === 'without';
}

function isFunctionName({ kind, word }: Token): boolean {
  return kind === 'identifier' || (word !== undefined && CALLABLE.has(word));
}

function isSelectorStart({ kind, word }: Token): boolean {
  return (
    kind === '{' || kind === 'identifier' || kind === 'metric' || (word !== undefined && !NO_METRIC.has(word))
  );
}

function readParen(reader: Reader): Expr {
  const { tokens } = reader;
  const { start } = tokens.take();
  const expr = read(reader, 0);
  const { end } = tokens.expect(')', 'an operator or ")"');
  return Object.freeze({ type: 'paren', expr, start, end });
}

function readCall(reader: Reader): Call {
  const name = reader.tokens.take();
  const args = readArguments(reader);
  const call: Call = Object.freeze({
    type: 'call',
    name: name.text,
    args,
    start: name.start,
    end: reader.tokens.lastEnd,
  });
  checkCall(reader, call, name);
  return call;
}

function readArguments(reader: Reader): readonly Expr[] {
  const { tokens } = reader;
  tokens.expect('(', '"(" and arguments');
  const args: Expr[] = [];
  if (tokens.accept(')') === undefined) {
    do {
      if (args.length > 0 && tokens.next.kind === ')') {
        tokens.fail(AN_EXPRESSION, 'after a comma', 'Trailing commas are not allowed in arguments.');
      }
      args.push(read(reader, 0));
    } while (tokens.accept(',') !== undefined);
    tokens.expect(')', '"," or ")"', 'in arguments');
  }
  return Object.freeze(args);
}

function readAggregation(reader: Reader, op: AggregationOperator): Expr {
  const { tokens } = reader;
  const { start, end, text } = tokens.take();
  const before = readGrouping(reader);
  if (tokens.next.kind !== '(') {
    tokens.fail('"(" and arguments', `in the aggregation ${text}`);
  }
  const args = readArguments(reader);
  const grouping = before ?? readGrouping(reader) ?? NO_GROUPING;
  const place = { start, end: tokens.lastEnd };
  if (op === 'limitk' || op === 'limit_ratio') {
    reader.gate('experimentalAggregation', { start, end }, op);
  }
  const wanted = PARAMETRIC.has(op) ? 2 : 1;
  const expr = args[wanted - 1];
  if (expr === undefined || args.length !== wanted) {
    reader.report(
      'arguments',
      place,
      `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${args.length}`,
      wanted === 2
        ? `It is ${op}(${op === 'count_values' ? 'string' : 'scalar'}, instant vector).`
        : undefined,
    );
    return expr ?? args[0] ?? Object.freeze({ type: 'vectorSelector', matchers: [], ...place });
  }
  const [param] = args;
  expectType(reader, expr, 'instant vector', 'aggregation expression');
  if (wanted === 1 || param === undefined) {
    return Object.freeze<Aggregation>({ type: 'aggregation', op, expr, ...grouping, ...place });
  }
  expectType(reader, param, op === 'count_values' ? 'string' : 'scalar', 'aggregation parameter');
  return Object.freeze<Aggregation>({ type: 'aggregation', op, expr, param, ...grouping, ...place });
}

type Grouping = Pick<Aggregation, 'grouping' | 'without'>;
const NO_GROUPING: Grouping = { grouping: Object.freeze([]), without: false };

function readGrouping(reader: Reader): Grouping | undefined {
  const clause = reader.tokens.acceptWord('by') ?? reader.tokens.acceptWord('without');
  return clause === undefined
    ? undefined
    : { grouping: readLabels(reader, clause.text), without: clause.word === 'without' };
}
