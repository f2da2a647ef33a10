import { METRIC_NAME, type Duration, type Expr, type Modifiers, type VectorSelector } from '../../lib/promql';

/** An expression as `/api/v1/parse_query` prints it. */
export function prometheusAst(expr: Expr): unknown {
  switch (expr.type) {
    case 'number':
      return { type: 'numberLiteral', val: formatFloat(expr.value) };
    case 'string':
      return { type: 'stringLiteral', val: asJson(expr.value) };
    case 'paren':
      return { type: 'parenExpr', expr: prometheusAst(expr.expr) };
    case 'unary':
      return { type: 'unaryExpr', op: expr.op, expr: prometheusAst(expr.expr) };
    case 'call':
      return { type: 'call', func: expr.name, args: expr.args.map(prometheusAst) };
    case 'aggregation':
      return {
        type: 'aggregation',
        op: expr.op,
        expr: prometheusAst(expr.expr),
        param: expr.param === undefined ? null : prometheusAst(expr.param),
        grouping: expr.grouping.map(asJson),
        without: expr.without,
      };
    case 'binary': {
      const { matching } = expr;
      return {
        type: 'binaryExpr',
        op: expr.op,
        lhs: prometheusAst(expr.lhs),
        rhs: prometheusAst(expr.rhs),
        bool: expr.bool,
        matching:
          matching === undefined
            ? null
            : {
                card: matching.card,
                labels: matching.labels.map(asJson),
                on: matching.on,
                include: matching.include.map(asJson),
                fillValues: { lhs: matching.fill.lhs ?? null, rhs: matching.fill.rhs ?? null },
              },
      };
    }
    case 'vectorSelector':
      return { type: 'vectorSelector', ...selector(expr) };
    case 'matrixSelector':
      return { type: 'matrixSelector', ...selector(expr.selector), ...length('range', expr.range) };
    case 'subquery':
      return {
        type: 'subquery',
        expr: prometheusAst(expr.expr),
        ...length('range', expr.range),
        ...length('step', expr.step),
        ...modifiers(expr),
      };
  }
}

function selector(expr: VectorSelector): object {
  const named = expr.name === undefined ? [] : [{ name: METRIC_NAME, type: '=', value: expr.name }];
  return {
    name: expr.name ?? '',
    matchers: [
      ...expr.matchers.map(({ name, type, value }) => ({
        name: asJson(name),
        type,
        value: asJson(value),
      })),
      ...named,
    ],
    ...modifiers(expr),
    anchored: expr.extension === 'anchored',
    smoothed: expr.extension === 'smoothed',
  };
}

function modifiers({ offset, at }: Modifiers): object {
  return {
    ...length('offset', offset),
    timestamp: typeof at === 'number' ? roundAway(at * 1000) : null,
    startOrEnd: typeof at === 'string' ? at : null,
  };
}

function length(name: string, duration: Duration | undefined): object {
  const isLiteral = duration?.type === 'number';
  return {
    [name]: isLiteral ? milliseconds(duration.value) : 0,
    [`${name}Expr`]: duration === undefined || isLiteral ? null : durationAst(duration),
  };
}

/** Go keeps nanoseconds, and prints whole milliseconds of them; of `NaN` it makes the least number there is. */
function milliseconds(seconds: number): number {
  const nanoseconds = Number.isNaN(seconds) ? -(2 ** 63) : roundAway(seconds * 1_000_000_000);
  return Math.trunc(nanoseconds / 1_000_000) + 0;
}

/** As Go rounds; there is no negative zero among its whole numbers, and what they cannot hold is the least of them. */
function roundAway(value: number): number {
  const rounded = Math.sign(value) * Math.round(Math.abs(value)) + 0;
  return Math.abs(rounded) < 2 ** 63 ? rounded : -(2 ** 63);
}

function durationAst(duration: Duration): unknown {
  switch (duration.type) {
    case 'number':
      return { type: 'numberLiteral', val: formatFloat(duration.value), duration: duration.isDuration };
    case 'durationUnary':
      return operation(duration.op, null, durationAst(duration.operand));
    case 'durationBinary':
      return operation(duration.op, durationAst(duration.lhs), durationAst(duration.rhs));
    case 'durationCall': {
      const [lhs, rhs] = duration.args.map(durationAst);
      return operation(duration.name, lhs ?? null, rhs ?? null);
    }
    case 'durationParen': {
      const inner = durationAst(duration.expr) as { type: string };
      return inner.type === 'numberLiteral'
        ? { ...operation('+', null, inner), wrapped: true }
        : { ...inner, wrapped: true };
    }
  }
}

function operation(op: string, lhs: unknown, rhs: unknown): object {
  return { type: 'durationExpr', op, lhs, rhs, wrapped: false };
}

/** Without an exponent, as Go's `FormatFloat(…, 'f', -1, 64)`. */
function formatFloat(value: number): string {
  if (!Number.isFinite(value)) {
    return Number.isNaN(value) ? 'NaN' : value > 0 ? '+Inf' : '-Inf';
  }
  if (Object.is(value, -0)) {
    return '-0';
  }
  const [mantissa = '', exponent = '0'] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const point = Number(exponent) + 1;
  const text =
    point <= 0
      ? `0.${'0'.repeat(-point)}${digits}`
      : point >= digits.length
        ? digits.padEnd(point, '0')
        : `${digits.slice(0, point)}.${digits.slice(point)}`;
  return value < 0 ? `-${text}` : text;
}

/** Bytes that are no UTF-8 do not survive JSON. */
function asJson(text: string): string {
  return text.toWellFormed();
}

/** The same of Prometheus's answer: of functions only their name, since their signature is not ours to repeat. */
export function normalizeAst(node: unknown): unknown {
  if (Array.isArray(node)) {
    return node.map(normalizeAst);
  }
  if (typeof node !== 'object' || node === null) {
    return node;
  }
  const fields = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, normalizeAst(value)]));
  return fields.type === 'call' ? { ...fields, func: (fields.func as { name: string }).name } : fields;
}

/**
 * The same for all expressions that mean the same and are only written differently: the order of matchers, the name
 * before the braces or in them, and a sign that changes nothing.
 */
export function meaningOf(node: unknown): unknown {
  if (Array.isArray(node)) {
    return node.map(meaningOf);
  }
  if (typeof node !== 'object' || node === null) {
    return node;
  }
  const { name, matchers, ...fields } = Object.fromEntries(
    Object.entries(node).map(([key, value]) => [key, meaningOf(value)]),
  );
  if (
    fields.type === 'durationExpr' &&
    fields.op === '+' &&
    fields.lhs === null &&
    fields.wrapped === false
  ) {
    return fields.rhs;
  }
  // `Inf ^ 2` is printed as `(+Inf) ^ 2`.
  if (fields.type === 'parenExpr' && (fields.expr as { type?: string }).type === 'numberLiteral') {
    return fields.expr;
  }
  if (!Array.isArray(matchers)) {
    return name === undefined ? fields : { ...fields, name };
  }
  return { ...fields, matchers: matchers.map((each) => JSON.stringify(each)).sort() };
}
