import type { Expr } from './expr';
import type { Span } from './span';

/** `histogram_quantile(0.9, x)` */
export interface Call extends Span {
  readonly type: 'call';

  /** Name of the function. */
  readonly name: string;
  readonly args: readonly Expr[];
}
