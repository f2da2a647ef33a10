import type { ResourceProps } from '../../synthesis';
import type { Receiver } from '../receivers';
import type { InhibitRule, Route } from '../route-props';
import type { TimeInterval } from '../time-interval-props';

/** A part of a routing tree with all that it needs: what one team adds to an Alertmanager. */
export interface ContributionProps extends ResourceProps {
  /** Where its part of the tree begins. @default - it adds no routes */
  readonly route?: Route;

  /** Their names need to be unique in here only. */
  readonly receivers?: readonly Receiver[];
  readonly inhibitRules?: readonly InhibitRule[];

  /** Their names need to be unique in here only. Operator: `muteTimeIntervals`. */
  readonly timeIntervals?: readonly TimeInterval[];
}
