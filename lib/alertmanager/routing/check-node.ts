import type { Route } from '../../native/alertmanager';
import type { Where } from '../../problems';
import { checkDuration, checkLabelName, checkRegex, parseDuration } from '../../values';
import type { Words } from '../../versions';
import { checkMatcherText, type NativeMatchers } from '../matchers';
import type { SourcedRoute } from './source';

/**
 * Reports what Alertmanager would refuse, or not do as said, in a node by itself.
 *
 * @param retention milliseconds, where it is known
 */
export function checkNode({ value: route, where, words }: SourcedRoute, retention: number | undefined): void {
  checkMatcherFields(where, route, words);
  checkGroupBy(where.at(words('group_by')), route.group_by ?? []);
  checkDuration(where.at(words('group_wait')), route.group_wait);
  checkDuration(where.at(words('group_interval')), route.group_interval, { positive: true });
  checkDuration(where.at(words('repeat_interval')), route.repeat_interval, { positive: true });
  checkMemory(where.at(words('repeat_interval')), route.repeat_interval, retention, words);
  for (const label of Object.keys(route.labels ?? {})) {
    checkLabelName(where.at('labels'), label);
  }
}

function checkMatcherFields(where: Where, route: Omit<Route, 'routes'>, words: Words): void {
  route.matchers?.forEach((matcher, index) => {
    checkMatcherText(where.at('matchers', index), matcher);
  });
  const { match = {}, match_re = {} }: NativeMatchers = route;
  for (const [name, pattern] of Object.entries(match_re)) {
    checkLabelName(where.at(words('match_re')), name, 'legacy');
    checkPattern(where.at(words('match_re'), name), pattern);
  }
  for (const name of Object.keys(match)) {
    checkLabelName(where.at('match'), name, 'legacy');
  }
}

/** YAML has numbers where Alertmanager reads texts, and nothing where one was forgotten. */
export function checkPattern(where: Where, pattern: string | number | null): void {
  if (pattern === null) {
    where.error({ code: 'incomplete', complaint: 'is empty', remedy: 'Write an expression.' });
  } else {
    checkRegex(where, String(pattern));
  }
}

function checkGroupBy(where: Where, labels: readonly string[]): void {
  if (labels.includes('...') && labels.length > 1) {
    where.error({
      code: 'contradiction',
      value: labels,
      complaint: 'has "..." beside labels',
      remedy: '"..." stands for all labels: leave it alone, or take it away.',
    });
  }
  labels.forEach((label, index) => {
    checkLabelName(where.at(index), label);
    if (labels.indexOf(label) !== index) {
      where.at(index).error({
        code: 'duplicate',
        value: label,
        complaint: 'is there twice',
        remedy: 'Name it once.',
      });
    }
  });
}

/** What has been notified is forgotten after the retention; the next round then notifies anew. */
function checkMemory(
  where: Where,
  repeatInterval: string | undefined,
  retention: number | undefined,
  words: Words,
): void {
  const milliseconds = repeatInterval === undefined ? undefined : parseDuration(repeatInterval);
  if (milliseconds !== undefined && retention !== undefined && milliseconds > retention) {
    where.warning({
      code: 'contradiction',
      value: repeatInterval,
      complaint: `is longer than \`${words('retention')}\`: notifications are repeated more often than that`,
      remedy: 'Raise `retention` above it.',
    });
  }
}
