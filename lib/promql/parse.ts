import type { Expr } from './ast';
import { dialectOf } from './dialect';
import type { PromQLOptions } from './options';
import { parse, type Parsed } from './parser';
import { PromQLError } from './promql-error';

/**
 * Reads and checks an expression as Prometheus does, and returns what it finds instead of throwing it.
 *
 * @throws {RangeError} where `options.version` is no version
 */
export function readPromQL(text: string, options?: PromQLOptions): Parsed {
  return parse(text, dialectOf(options));
}

/**
 * Reads and checks an expression as Prometheus does: syntax, types, arguments, names, regular expressions.
 *
 * @returns the expression, frozen
 * @throws {PromQLError} with all that is wrong with it
 * @throws {RangeError} where `options.version` is no version
 */
export function parsePromQL(text: string, options?: PromQLOptions): Expr {
  const { expr, faults } = readPromQL(text, options);
  if (expr === undefined) {
    throw new PromQLError(text, faults);
  }
  return expr;
}
