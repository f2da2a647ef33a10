import type { Duration } from './duration';
import type { Span } from './span';
import type { VectorSelector } from './vector-selector';

/** `up[5m]`. Its modifiers are those of the selector in it: `up[5m] offset 1h`. */
export interface MatrixSelector extends Span {
  readonly type: 'matrixSelector';
  readonly selector: VectorSelector;
  readonly range: Duration;
}
