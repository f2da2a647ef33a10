import type { Fact } from '../versions';
import type { ValueType } from './ast';
import type { Release } from './dialect';

/** What a function takes and gives, and which releases have it. */
export interface PromQLFunction extends Fact {
  readonly args: readonly ValueType[];

  /** How many of the last argument may be left out or repeated, as Prometheus counts them; see `arity`. */
  readonly variadic: number;

  readonly returns: ValueType;

  /** Whether it needs the feature `promql-experimental-functions`: always, or before a release. */
  readonly experimental?: true | Release;
}

type Signature = Pick<PromQLFunction, 'args' | 'variadic' | 'returns'>;
type Origin = Omit<PromQLFunction, keyof Signature>;

const NO_LIMIT = -1;
const OLD: Origin = { since: '2.0', source: 'before 2.45' };

/** A function that maps the samples of a vector, or of a range. */
const ofVector: Signature = { args: ['instant vector'], variadic: 0, returns: 'instant vector' };
const ofRange: Signature = { args: ['range vector'], variadic: 0, returns: 'instant vector' };
const ofNothing: Signature = { args: [], variadic: 0, returns: 'scalar' };
const ofScalars: Signature = { args: ['scalar', 'scalar'], variadic: 0, returns: 'scalar' };

/** A function of the vector's times; of the time of evaluation, where there is no vector. */
const ofTime: Signature = { ...ofVector, variadic: 1 };

function vectorOf(...args: readonly ValueType[]): Signature {
  return { args, variadic: 0, returns: 'instant vector' };
}

function each(
  signature: Signature,
  origin: Origin,
  ...names: readonly string[]
): Record<string, PromQLFunction> {
  return Object.fromEntries(names.map((name) => [name, { ...signature, ...origin }]));
}

function since(release: string, pull: string, experimental?: true | Release): Origin {
  return {
    since: release,
    source: `CHANGELOG ${release}.0, ${pull}`,
    ...(experimental === undefined ? {} : { experimental }),
  };
}

/** The functions of PromQL by name. */
export const PROMQL_FUNCTIONS: Readonly<Record<string, PromQLFunction>> = {
  ...each(ofVector, OLD, 'abs', 'absent', 'ceil', 'exp', 'floor', 'ln', 'log10', 'log2', 'sgn', 'sqrt'),
  ...each(ofVector, OLD, 'acos', 'acosh', 'asin', 'asinh', 'atan', 'atanh', 'cos', 'cosh', 'sin', 'sinh'),
  ...each(ofVector, OLD, 'tan', 'tanh', 'deg', 'rad', 'sort', 'sort_desc', 'timestamp'),
  ...each(ofVector, OLD, 'histogram_count', 'histogram_sum'),
  ...each(ofVector, since('2.47', '#12614'), 'histogram_stddev', 'histogram_stdvar'),
  ...each(ofVector, since('2.51', '#13467'), 'histogram_avg'),
  ...each(ofVector, since('3.14', '#19089', true), 'start_timestamp'),
  ...each(ofTime, OLD, 'days_in_month', 'day_of_month', 'day_of_week', 'day_of_year', 'hour', 'minute'),
  ...each(ofTime, OLD, 'month', 'year'),

  ...each(ofRange, OLD, 'rate', 'irate', 'increase', 'delta', 'idelta', 'deriv', 'changes', 'resets'),
  ...each(ofRange, OLD, 'avg_over_time', 'count_over_time', 'last_over_time', 'max_over_time'),
  ...each(ofRange, OLD, 'min_over_time', 'present_over_time', 'stddev_over_time', 'stdvar_over_time'),
  ...each(ofRange, OLD, 'sum_over_time', 'absent_over_time'),
  ...each(ofRange, since('2.49', '#13059', true), 'mad_over_time'),
  ...each(ofRange, since('3.7', '#16963', [3, 14]), 'first_over_time'),
  ...each(ofRange, since('3.7', '#17021', true), 'ts_of_first_over_time'),
  ...each(ofRange, since('3.5', '#16722', true), 'ts_of_max_over_time', 'ts_of_min_over_time'),
  ...each(ofRange, since('3.5', '#16733', true), 'ts_of_last_over_time'),
  ...each(vectorOf('range vector', 'scalar'), OLD, 'predict_linear'),
  ...each(vectorOf('scalar', 'range vector'), OLD, 'quantile_over_time'),
  ...each(
    vectorOf('range vector', 'scalar', 'scalar'),
    since('3.0', '#14930', true),
    'double_exponential_smoothing',
  ),
  ...each(
    vectorOf('range vector', 'scalar', 'scalar'),
    { ...OLD, until: '3.0', instead: 'double_exponential_smoothing' },
    'holt_winters',
  ),
  ...each({ ...vectorOf('range vector', 'scalar'), variadic: 1 }, since('3.16', '#14440', true), 'integral'),

  ...each(vectorOf('instant vector', 'scalar', 'scalar'), OLD, 'clamp'),
  ...each(vectorOf('instant vector', 'scalar'), OLD, 'clamp_max', 'clamp_min'),
  ...each({ ...vectorOf('instant vector', 'scalar'), variadic: 1 }, OLD, 'round'),
  ...each(vectorOf('scalar', 'instant vector'), OLD, 'histogram_quantile'),
  ...each(vectorOf('scalar', 'scalar', 'instant vector'), OLD, 'histogram_fraction'),
  ...each(
    { ...vectorOf('instant vector', 'string', 'scalar', 'scalar'), variadic: 9 },
    since('3.11', '#17285', true),
    'histogram_quantiles',
  ),

  ...each(vectorOf('instant vector', 'string', 'string', 'string', 'string'), OLD, 'label_replace'),
  ...each(
    { ...vectorOf('instant vector', 'string', 'string', 'string'), variadic: NO_LIMIT },
    OLD,
    'label_join',
  ),
  ...each(
    { ...vectorOf('instant vector', 'string'), variadic: NO_LIMIT },
    since('2.49', '#11299', true),
    'sort_by_label',
    'sort_by_label_desc',
  ),
  ...each(
    { ...vectorOf('instant vector', 'instant vector'), variadic: 1 },
    since('3.0', '#14495', true),
    'info',
  ),

  ...each({ ...ofVector, returns: 'scalar' }, OLD, 'scalar'),
  ...each(vectorOf('scalar'), OLD, 'vector'),
  ...each(ofNothing, OLD, 'time', 'pi'),
  ...each(ofNothing, since('3.12', '#17877', true), 'start', 'end', 'step', 'range'),
  ...each(ofScalars, since('3.13', '#18687', true), 'max_of', 'min_of'),
};

/** The function of a name; own fields only, since an expression may call `constructor`. */
export function functionOf(name: string): PromQLFunction | undefined {
  return Object.hasOwn(PROMQL_FUNCTIONS, name) ? PROMQL_FUNCTIONS[name] : undefined;
}

/** The fewest and the most arguments that a function takes. */
export function arity({ args, variadic }: PromQLFunction): readonly [least: number, most: number] {
  if (variadic === 0) {
    return [args.length, args.length];
  }
  const least = args.length - 1;
  return [least, variadic === NO_LIMIT ? Number.POSITIVE_INFINITY : least + variadic];
}
