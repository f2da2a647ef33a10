import { formatDuration, parseDuration } from '../../values';
import type { Lint } from './lint';

/** What must last shorter than the time between two evaluations is seen once or twice, like anything shorter. */
export const alertsFor: Lint = function* ({ rule, interval }) {
  const duration = parseDuration(rule.for ?? '') ?? 0;
  if (duration > 0 && duration < interval) {
    yield {
      field: ['for'],
      value: rule.for,
      complaint: `is shorter than ${formatDuration(interval)}, the interval of the group: the alert fires at the second evaluation, as with that`,
      remedy: 'Raise it, evaluate the group more often, or leave it out to fire at once.',
    };
  }
};
