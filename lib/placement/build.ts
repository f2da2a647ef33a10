import type {
  Aggregation,
  AggregationOperator,
  Binary,
  BinaryOperator,
  Call,
  Expr,
  NumberLiteral,
  Paren,
  StringLiteral,
  VectorMatching,
  VectorSelector,
} from '../promql';

/** What is made here stands in no text. */
const NOWHERE = { start: 0, end: 0 };

const NO_MATCHING: VectorMatching = { card: 'one-to-one', on: false, labels: [], include: [], fill: {} };

export function selector(name: string): VectorSelector {
  return { type: 'vectorSelector', name, matchers: [], ...NOWHERE };
}

export function number(value: number): NumberLiteral {
  return { type: 'number', value, isDuration: false, ...NOWHERE };
}

export function string(value: string): StringLiteral {
  return { type: 'string', value, ...NOWHERE };
}

export function call(name: string, ...args: readonly Expr[]): Call {
  return { type: 'call', name, args, ...NOWHERE };
}

export function paren(expr: Expr): Paren {
  return { type: 'paren', expr, ...NOWHERE };
}

/** How an aggregation groups: `by` some labels, `without` some, or not at all. */
export type Grouping = Pick<Aggregation, 'grouping' | 'without'>;

export function aggregate(
  op: AggregationOperator,
  expr: Expr,
  { grouping, without }: Grouping,
  param?: Expr,
): Aggregation {
  return {
    type: 'aggregation',
    op,
    expr,
    grouping,
    without,
    ...(param === undefined ? {} : { param }),
    ...NOWHERE,
  };
}

export const EVERYTHING: Grouping = { grouping: [], without: false };

/** An operation of two vectors whose series agree on all labels, or with a scalar, where `matching` is `none`. */
export function binary(
  op: BinaryOperator,
  lhs: Expr,
  rhs: Expr,
  matching: VectorMatching | 'none' = NO_MATCHING,
): Binary {
  return {
    type: 'binary',
    op,
    lhs,
    rhs,
    bool: false,
    ...(matching === 'none' ? {} : { matching }),
    operator: NOWHERE,
    ...NOWHERE,
  };
}

/** The text of a string, in parentheses or not. */
export function textOf(expr: Expr | undefined): string | undefined {
  if (expr?.type === 'paren') {
    return textOf(expr.expr);
  }
  return expr?.type === 'string' ? expr.value : undefined;
}
