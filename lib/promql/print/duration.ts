import { formatDuration } from '../../values';
import type { Duration, NumberLiteral } from '../ast';
import { formatNumber } from './number';

/** A range, a step or an offset: a literal is printed with units, whether it was written with them or not. */
export function printDuration(duration: Duration): string {
  return duration.type === 'number' ? printSeconds(duration.value) : printPart(duration);
}

/** A number or duration as an operand, in the way that it was written. */
export function printLiteral({ value, isDuration }: NumberLiteral): string {
  return isDuration ? printSeconds(value) : formatNumber(value);
}

function printPart(duration: Duration): string {
  switch (duration.type) {
    case 'number':
      return printLiteral(duration);
    case 'durationParen':
      return `(${printPart(duration.expr)})`;
    case 'durationUnary':
      return duration.op === '-' ? `-${printPart(duration.operand)}` : printPart(duration.operand);
    case 'durationBinary':
      return `${printPart(duration.lhs)} ${duration.op} ${printPart(duration.rhs)}`;
    case 'durationCall':
      return `${duration.name}(${duration.args.map(printPart).join(', ')})`;
  }
}

/** With units, where they are exact: there are none for less than a millisecond. */
function printSeconds(seconds: number): string {
  const milliseconds = Math.round(Math.abs(seconds) * 1000);
  const rest = Math.abs(Math.abs(seconds) - milliseconds / 1000);
  if (!(rest <= 4 * Number.EPSILON * Math.abs(seconds))) {
    return formatNumber(seconds);
  }
  return `${seconds < 0 ? '-' : ''}${formatDuration(milliseconds)}`;
}
