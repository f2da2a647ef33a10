import type { Duration } from './duration';

/** When a selector or subquery looks, where that is not the time of evaluation. */
export interface Modifiers {
  /** `offset 5m`: how far it looks back; forward, where it is negative. */
  readonly offset?: Duration;

  /** `@ 1609746000`, a Unix time in seconds; `@ start()`; `@ end()`. */
  readonly at?: number | 'start' | 'end';
}
