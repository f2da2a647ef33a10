import type { AlertmanagerFile, Route } from '../../native/alertmanager';
import { readMatchers, testMatcher, type FullMatcher, type LabelSet } from '../matchers';
import { isYes } from './source';

/** A node of the routing tree with all that it takes from its parents. */
export interface RouteNode {
  /** Where it stands in the file: `route.routes[1].routes[0]`. */
  readonly path: string;
  readonly receiver: string;

  /** Its own; those of its parents hold as well, since an alert comes through them. */
  readonly matchers: readonly FullMatcher[];
  readonly continue: boolean;

  /** Labels that make a group; `['...']` for all, empty for one group. */
  readonly groupBy: readonly string[];
  readonly groupWait: string;
  readonly groupInterval: string;
  readonly repeatInterval: string;
  readonly muteTimeIntervals: readonly string[];
  readonly activeTimeIntervals: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
  readonly routes: readonly RouteNode[];
}

/** One of the routes that take an alert. */
export interface RouteMatch extends Omit<RouteNode, 'matchers' | 'continue' | 'routes'> {
  /** The nodes that the alert came through, the root first and itself last. */
  readonly way: readonly RouteNode[];

  /** The labels of its group. */
  readonly groupLabels: LabelSet;
}

/** What is done with an alert. */
export interface Routed {
  /** Names of the receivers, in the order of their routes; one that two routes name is there twice. */
  readonly receivers: readonly string[];
  readonly routes: readonly RouteMatch[];
}

/** The root's, where it says nothing. */
const DEFAULTS: Omit<RouteNode, 'path' | 'matchers' | 'continue' | 'routes'> = {
  receiver: '',
  groupBy: [],
  groupWait: '30s',
  groupInterval: '5m',
  repeatInterval: '4h',
  muteTimeIntervals: [],
  activeTimeIntervals: [],
  labels: {},
};

/**
 * The routing tree of a configuration, as Alertmanager reads it: ask it where an alert goes.
 *
 * ```ts
 * const routing = new RoutingTree(parseAlertmanagerFile(readFileSync('alertmanager.yml', 'utf8')));
 * expect(routing.match({ alertname: 'CheckoutDown', severity: 'critical' }).receivers).toEqual(['pager']);
 * ```
 */
export class RoutingTree {
  readonly root: RouteNode;

  constructor({ route }: Pick<AlertmanagerFile, 'route'>) {
    this.root = node(route, 'route', DEFAULTS);
  }

  /** Where an alert with these labels goes. Says what `amtool config routes test` does, and more. */
  match(labels: LabelSet): Routed {
    const routes = take(this.root, labels).map((way) => routeMatch(way, labels));
    return { receivers: routes.map(({ receiver }) => receiver), routes };
  }

  /** All nodes, parents before their children. */
  nodes(): RouteNode[] {
    return below(this.root);
  }
}

function node(route: Route, path: string, parent: typeof DEFAULTS): RouteNode {
  const own = {
    receiver: isNamed(route.receiver) ? route.receiver : parent.receiver,
    groupBy: route.group_by ?? parent.groupBy,
    groupWait: route.group_wait ?? parent.groupWait,
    groupInterval: route.group_interval ?? parent.groupInterval,
    repeatInterval: route.repeat_interval ?? parent.repeatInterval,
    // These two are the only ones that a node does not take from its parent.
    muteTimeIntervals: route.mute_time_intervals ?? [],
    activeTimeIntervals: route.active_time_intervals ?? [],
    labels: { ...parent.labels, ...route.labels },
  };
  return Object.freeze({
    path,
    ...own,
    matchers: readMatchers(route),
    continue: isYes(route.continue),
    routes: (route.routes ?? []).map((child, index) => node(child, `${path}.routes[${index}]`, own)),
  });
}

function isNamed(receiver: string | undefined): receiver is string {
  return receiver !== undefined && receiver !== '';
}

/** The ways to all nodes that take the alert. A node takes it itself where none of its children does. */
function take(root: RouteNode, labels: LabelSet): RouteNode[][] {
  if (!root.matchers.every((matcher) => testMatcher(matcher, labels))) {
    return [];
  }
  const taken: RouteNode[][] = [];
  for (const child of root.routes) {
    const ways = take(child, labels);
    taken.push(...ways.map((way) => [root, ...way]));
    if (ways.length > 0 && !child.continue) {
      break;
    }
  }
  return taken.length === 0 ? [[root]] : taken;
}

function routeMatch(way: readonly RouteNode[], labels: LabelSet): RouteMatch {
  const last = way.at(-1);
  if (last === undefined) {
    throw new RangeError('a way has at least the root');
  }
  const { matchers: _matchers, continue: _continue, routes: _routes, ...rest } = last;
  return { ...rest, way, groupLabels: groupLabels(last.groupBy, labels) };
}

function groupLabels(groupBy: readonly string[], labels: LabelSet): LabelSet {
  const names = groupBy.includes('...') ? Object.keys(labels) : groupBy;
  return Object.fromEntries(
    [...names]
      .filter((name) => Object.hasOwn(labels, name))
      .sort()
      .map((name) => [name, labels[name] ?? '']),
  );
}

function below(root: RouteNode): RouteNode[] {
  return [root, ...root.routes.flatMap(below)];
}
