import { isMetricName } from '../../values';
import type { Matcher, MatrixSelector, Modifiers, Subquery, VectorSelector } from '../ast';
import { NO_METRIC } from '../lexer';
import { printDuration } from './duration';
import { printLabel } from './labels';
import { formatNumber } from './number';
import { quote } from './quote';

export function printVectorSelector(selector: VectorSelector): string {
  const { at, offset } = printModifiers(selector);
  return `${printSeries(selector)}${at}${printExtension(selector)}${offset}`;
}

export function printMatrixSelector({ selector, range }: MatrixSelector): string {
  const { at, offset } = printModifiers(selector);
  return `${printSeries(selector)}[${printDuration(range)}]${printExtension(selector)}${at}${offset}`;
}

/** What follows the expression of a subquery. */
export function printSubquerySuffix(subquery: Subquery): string {
  const { at, offset } = printModifiers(subquery);
  const step = subquery.step === undefined ? '' : printDuration(subquery.step);
  return `[${printDuration(subquery.range)}:${step}]${at}${offset}`;
}

/** The name and the matchers, in a fixed order. */
function printSeries({ name, matchers }: VectorSelector): string {
  const printed = matchers.map(printMatcher).sort(compareText);
  const bare = name !== undefined && isBare(name);
  const inBraces = name === undefined || bare ? printed : [quote(name), ...printed];
  const braces = inBraces.length === 0 && bare ? '' : `{${inBraces.join(',')}}`;
  return `${bare ? name : ''}${braces}`;
}

/** Whether every server reads the name without quotes, as a name. */
function isBare(name: string): boolean {
  const word = name.toLowerCase();
  return isMetricName(name, 'legacy') && !NO_METRIC.has(word) && word !== 'inf' && word !== 'nan';
}

export function printMatcher({ name, type, value }: Matcher): string {
  return `${printLabel(name)}${type}${quote(value)}`;
}

function printExtension({ extension }: VectorSelector): string {
  return extension === undefined ? '' : ` ${extension}`;
}

function printModifiers({ at, offset }: Modifiers): { readonly at: string; readonly offset: string } {
  return {
    at: at === undefined ? '' : ` @ ${typeof at === 'number' ? printTime(at) : `${at}()`}`,
    offset:
      offset === undefined || (offset.type === 'number' && offset.value === 0)
        ? ''
        : ` offset ${printDuration(offset)}`,
  };
}

/** Prometheus keeps milliseconds, and rounds away from zero. */
function printTime(seconds: number): string {
  const rounded = (Math.sign(seconds) * Math.round(Math.abs(seconds) * 1000)) / 1000;
  return Math.abs(rounded) < 1e21 ? rounded.toFixed(3) : `${formatNumber(rounded)}.000`;
}

/** By code unit, as everywhere. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
