import { federationAlerts, federationJobs, timesOf } from '../../federation';
import { formatDuration } from '../../values';
import type { HubTransport } from './transport';

/** The hub asks its leaves, again and again. */
export const FEDERATE: HubTransport = {
  evaluator: 'hub',
  selects: true,
  copies: false,
  check: (where, spec, ruleInterval) => {
    const { interval, timeout } = timesOf(spec, ruleInterval);
    if (timeout > interval) {
      where.at('scrapeTimeout').error({
        code: 'contradiction',
        value: formatDuration(timeout),
        complaint: `is longer than the interval, ${formatDuration(interval)}`,
        remedy: 'Set `scrapeInterval` as well, or a shorter timeout.',
      });
    }
  },
  delay: (spec, ruleInterval) => {
    const { interval, timeout } = timesOf(spec, ruleInterval);
    return interval + timeout;
  },
  pushed: () => ({}),
  alerts: (federation, _, { aliveName, ruleInterval }) =>
    federationAlerts(federation, aliveName, timesOf(federation.spec, ruleInterval)),
  jobs: ({ federation, selectors }, { ruleInterval }) =>
    federationJobs(federation, selectors, timesOf(federation.spec, ruleInterval)),
  contributions: () => [],
};
