import type { InhibitRule as NativeInhibitRule, Route as NativeRoute } from '../native/alertmanager';
import { compact } from '../values';
import { printMatcher, type LabelMatcher } from './matchers';
import type { InhibitRule, RootRoute, Route } from './route-props';

/** The native form of a node and of all below it. */
export function renderRoute(route: Route | RootRoute): NativeRoute {
  return compact<NativeRoute>({
    receiver: route.receiver,
    matchers: renderMatchers(route.matchers),
    continue: route.continue,
    group_by: route.groupBy,
    group_wait: route.groupWait,
    group_interval: route.groupInterval,
    repeat_interval: route.repeatInterval,
    mute_time_intervals: route.muteTimeIntervals,
    active_time_intervals: route.activeTimeIntervals,
    labels: route.labels,
    routes: route.routes?.map(renderRoute),
  });
}

/** The native form of an inhibition. */
export function renderInhibitRule({ name, sourceMatch, targetMatch, equal }: InhibitRule): NativeInhibitRule {
  return compact<NativeInhibitRule>({
    name,
    source_matchers: renderMatchers(sourceMatch),
    target_matchers: renderMatchers(targetMatch),
    equal,
  });
}

function renderMatchers(matchers: ReadonlyArray<string | LabelMatcher> | undefined): string[] | undefined {
  return matchers?.map((matcher) => (typeof matcher === 'string' ? matcher : printMatcher(matcher)));
}
