import { formatDuration, parseDuration } from '../../values';
import type { Lint } from './lint';
import { someNode } from './some-node';

/** After a restart nothing is there until the first scrapes. */
export const alertsAbsent: Lint = function* ({ rule, expr }, { scrapeInterval }) {
  const duration = parseDuration(rule.for ?? '') ?? 0;
  const least = 2 * scrapeInterval;
  if (rule.alert === undefined || duration >= least) {
    return;
  }
  if (someNode(expr, (node) => node.type === 'call' && node.name === 'absent')) {
    yield {
      field: ['for'],
      ...(rule.for === undefined ? {} : { value: rule.for }),
      complaint:
        'is too short for absent(): the alert fires whenever Prometheus starts, until the first scrapes',
      remedy: `Set \`for\` to two scrape intervals or more: "${formatDuration(least)}".`,
    };
  }
};
