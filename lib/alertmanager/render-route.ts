import type { InhibitRule as NativeInhibitRule, Route as NativeRoute } from '../native/alertmanager';
import type { Where } from '../problems';
import { compact } from '../values';
import type { Words } from '../versions';
import { printMatcher, type LabelMatcher } from './matchers';
import type { InhibitRule, PlacedRouting, RootRoute, Route } from './route-props';
import type { SourcedRoute } from './routing';

/** What stands in a tree where a `Routing` is named; undefined where it adds no routes. */
export type Place = (where: Where, routing: PlacedRouting) => SourcedRoute | undefined;

/** A node and all below it, natively. */
export function sourceRoute(
  where: Where,
  words: Words,
  route: Route | RootRoute,
  place: Place,
): SourcedRoute {
  return {
    value: renderNode(route),
    where,
    words,
    routes: (route.routes ?? []).flatMap((child, index) => {
      const at = where.at('routes', index);
      return 'resource' in child ? (place(at, child) ?? []) : sourceRoute(at, words, child, place);
    }),
  };
}

function renderNode(route: Route | RootRoute): Omit<NativeRoute, 'routes'> {
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
