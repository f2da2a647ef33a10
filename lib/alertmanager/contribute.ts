import type { FileContext } from '../http';
import type { InhibitRule } from '../native/alertmanager';
import type { Where } from '../problems';
import { describeResource, type Resource } from '../synthesis';
import { inProps, type Words } from '../versions';
import type { ContributionProps } from './contributions';
import { printMatcher } from './matchers';
import type { ConfigParts } from './parts';
import { renderReceiver } from './receivers';
import { renderInterval } from './render-interval';
import { renderInhibitRule, sourceRoute } from './render-route';
import type { SourcedRoute } from './routing';
import { asInOperator } from './severity';

/** What keeps a namespace to its own alerts. Operator: `alertmanagerConfigMatcherStrategy.type`. */
export type MatcherStrategy = 'OnNamespace' | 'OnNamespaceExceptForAlertmanagerNamespace' | 'None';

/** The parts of a `Routing`: names under its own, where it has them. */
export function routingParts(
  where: Where,
  resource: Resource<ContributionProps>,
  context: FileContext,
): ConfigParts {
  return contribution(
    where,
    resource,
    { prefix: `${resource.name}/`, closed: false, words: inProps },
    context,
  );
}

/**
 * The parts of an `AlertmanagerConfig`, as the operator makes them: only for alerts of its namespace, and its
 * siblings are tried as well.
 *
 * @param own namespace of the Alertmanager
 */
export function alertmanagerConfigParts(
  where: Where,
  resource: Resource<ContributionProps>,
  strategy: MatcherStrategy,
  own: string,
  context: FileContext,
): ConfigParts {
  const { namespace } = resource;
  const parts = globalConfigParts(where, resource, context);
  const isBound =
    strategy === 'OnNamespace' ||
    (strategy === 'OnNamespaceExceptForAlertmanagerNamespace' && namespace !== own);
  const matchers = isBound ? [printMatcher({ name: 'namespace', value: namespace })] : [];
  const bound = (given: readonly string[] = []): string[] => [...given, ...matchers];
  return {
    ...parts,
    ...(parts.route ? { route: goOn(parts.route, bound(parts.route.value.matchers)) } : {}),
    inhibitRules: parts.inhibitRules.map((rule) => ({
      ...rule,
      value: {
        ...rule.value,
        source_matchers: bound(rule.value.source_matchers),
        target_matchers: bound(rule.value.target_matchers),
      },
    })),
  };
}

/** The parts of an `AlertmanagerConfig` that is the whole tree: nothing is added to its routes. */
export function globalConfigParts(
  where: Where,
  resource: Resource<ContributionProps>,
  context: FileContext,
): ConfigParts {
  const prefix = `${resource.namespace}/${resource.name}/`;
  return contribution(where, resource, { prefix, closed: true, words: asInOperator }, context);
}

function goOn(route: SourcedRoute, matchers: readonly string[]): SourcedRoute {
  if (route.value.continue === false) {
    route.where.at('continue').warning({
      code: 'overridden',
      value: false,
      complaint: 'does not hold: a tree that is selected never keeps alerts from those that follow',
      remedy: 'Leave it out.',
    });
  }
  return {
    ...route,
    value: { ...route.value, ...(matchers.length === 0 ? {} : { matchers }), continue: true },
    continues: 'by strategy',
  };
}

interface Naming {
  readonly prefix: string;

  /** Whether a name that it does not have cannot be anybody else's. */
  readonly closed: boolean;
  readonly words: Words;
}

function contribution(
  outer: Where,
  resource: Resource<ContributionProps>,
  { prefix, closed, words }: Naming,
  { files }: FileContext,
): ConfigParts {
  const { spec, namespace } = resource;
  const where = outer.about(describeResource(resource));
  // A team's missing Secret must not keep everybody's pods from starting.
  const context = { files, referrer: { namespace, optional: true } };
  const { receivers = [], timeIntervals = [], inhibitRules = [], route } = spec;
  const rename = (named: ReadonlyArray<{ readonly name: string }>) => {
    const own = new Set(named.map(({ name }) => name));
    return (name: string): string => (closed || own.has(name) ? `${prefix}${name}` : name);
  };
  return {
    ...(route
      ? {
          route: renamed(
            sourceRoute(where.at('route'), words, route, refuseNested),
            rename(receivers),
            rename(timeIntervals),
          ),
        }
      : {}),
    receivers: receivers.map((receiver, index) => {
      const at = where.at('receivers', index);
      const value = { ...renderReceiver(at, receiver, context), name: `${prefix}${receiver.name}` };
      return { value, where: at, words };
    }),
    inhibitRules: inhibitRules.map((rule, index) => ({
      value: withPrefix(renderInhibitRule(rule), prefix),
      where: where.at('inhibitRules', index),
      words,
    })),
    timeIntervals: timeIntervals.map((interval, index) => ({
      value: { ...renderInterval(interval), name: `${prefix}${interval.name}` },
      where: where.at('timeIntervals', index),
      words,
      list: 'time_intervals',
    })),
  };
}

/** Names of inhibitions are series of metrics: those of two teams stay apart. */
function withPrefix(rule: InhibitRule, prefix: string): InhibitRule {
  return rule.name === undefined ? rule : { ...rule, name: `${prefix}${rule.name}` };
}

type Rename = (name: string) => string;

function renamed({ value, routes, ...rest }: SourcedRoute, receiver: Rename, interval: Rename): SourcedRoute {
  const { receiver: name, mute_time_intervals: muted, active_time_intervals: active } = value;
  return {
    ...rest,
    value: {
      ...value,
      ...(name === undefined ? {} : { receiver: receiver(name) }),
      ...(muted ? { mute_time_intervals: muted.map(interval) } : {}),
      ...(active ? { active_time_intervals: active.map(interval) } : {}),
    },
    routes: routes.map((child) => renamed(child, receiver, interval)),
  };
}

function refuseNested(where: Where): undefined {
  where.error({
    code: 'wrong-reference',
    complaint: 'is a Routing inside of another one',
    remedy: 'Name both among the routes of the Alertmanager.',
  });
}
