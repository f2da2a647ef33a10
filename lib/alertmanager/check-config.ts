import type { GlobalConfig } from '../native/alertmanager';
import { checkInhibition } from './check-inhibition';
import { checkReferences, type WholeConfig } from './check-references';
import { checkTimePeriod } from './check-time-interval';
import { checkReceiver } from './receivers';
import { allRoutes, checkNode, checkTree } from './routing';

/**
 * Reports what Alertmanager would refuse, and what it would never do as said, on the native whole: what was
 * written as props, by resources or natively is judged alike.
 *
 * @param global with all that has its share in it
 * @param retention milliseconds, where it is known
 */
export function checkConfiguration(
  config: WholeConfig,
  global: GlobalConfig,
  retention: number | undefined,
): void {
  for (const route of allRoutes(config.route)) {
    checkNode(route, retention);
  }
  for (const { value, where, words } of config.receivers) {
    checkReceiver(where, value, global, words);
  }
  for (const { value, where, words } of config.timeIntervals) {
    value.time_intervals.forEach((period, index) => {
      checkTimePeriod(where.at(words('time_intervals'), index), period, words);
    });
  }
  config.inhibitRules.forEach(checkInhibition);
  checkReferences(config);
  checkTree(config.route);
}
