import type { Span } from './span';

/** `5`, `-0x1F`, `NaN`, `1h30m`: a sign in front of a number is a part of it. */
export interface NumberLiteral extends Span {
  readonly type: 'number';

  /** The number; seconds, where it is a duration. */
  readonly value: number;

  /** Whether it was written with units, and is printed with them. */
  readonly isDuration: boolean;
}
