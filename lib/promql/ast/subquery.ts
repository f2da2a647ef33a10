import type { Duration } from './duration';
import type { Expr } from './expr';
import type { Modifiers } from './modifiers';
import type { Span } from './span';

/** `rate(x[5m])[1h:1m]` */
export interface Subquery extends Span, Modifiers {
  readonly type: 'subquery';
  readonly expr: Expr;
  readonly range: Duration;

  /** @default - the default evaluation interval of the server */
  readonly step?: Duration;
}
