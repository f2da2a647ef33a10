import type { Where } from '../problems';
import { checkDuration, checkLabelName, parseDuration } from '../values';
import { checkMatchers } from './matchers';
import type { RootRoute, Route } from './route-props';

/** Reports what Alertmanager would refuse, or not do as said, in a node and all below it. */
export function checkRoute(where: Where, route: Route | RootRoute, retention: number | undefined): void {
  checkMatchers(where.at('matchers'), route.matchers);
  checkGroupBy(where.at('groupBy'), route.groupBy ?? []);
  checkDuration(where.at('groupWait'), route.groupWait);
  checkDuration(where.at('groupInterval'), route.groupInterval, { positive: true });
  checkDuration(where.at('repeatInterval'), route.repeatInterval, { positive: true });
  checkMemory(where.at('repeatInterval'), route.repeatInterval, retention);
  for (const label of Object.keys(route.labels ?? {})) {
    checkLabelName(where.at('labels'), label);
  }
  route.routes?.forEach((child, index) => {
    checkRoute(where.at('routes', index), child, retention);
  });
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
      where.at(index).error({ code: 'duplicate', value: label, complaint: 'is there twice' });
    }
  });
}

/** What has been notified is forgotten after the retention; the next round then notifies anew. */
function checkMemory(where: Where, repeatInterval: string | undefined, retention: number | undefined): void {
  const milliseconds = repeatInterval === undefined ? undefined : parseDuration(repeatInterval);
  if (milliseconds !== undefined && retention !== undefined && milliseconds > retention) {
    where.warning({
      code: 'contradiction',
      value: repeatInterval,
      complaint: 'is longer than `retention`: notifications are repeated more often than that',
      remedy: 'Raise `retention` above it.',
    });
  }
}
