import type { Resource } from '../synthesis';
import type { LabelMatcher } from './matchers';

/** What the root of the tree and all nodes below it have; a node takes from its parent what it leaves out. */
export interface RouteSettings {
  /**
   * Labels whose values make a group, which is notified as one. `['...']`: every alert by itself.
   * @default - one group
   */
  readonly groupBy?: readonly string[];

  /** How long a new group waits for more alerts. Prometheus duration. @default '30s' */
  readonly groupWait?: string;

  /** How long until a group that changed is notified again. Prometheus duration. @default '5m' */
  readonly groupInterval?: string;

  /** How long until a group that did not change is notified again. Prometheus duration. @default '4h' */
  readonly repeatInterval?: string;

  /** Labels of the route, for templates. Needs Alertmanager 0.34. */
  readonly labels?: Readonly<Record<string, string>>;

  /** Children, tried in this order; the first one that matches takes the alert. A `Routing` among them stands for its own route. */
  readonly routes?: ReadonlyArray<Route | PlacedRouting>;
}

/** A `Routing`, at the place that its route has in a tree. */
export interface PlacedRouting {
  readonly resource: Resource;
}

/** The root of the tree: it takes every alert. */
export interface RootRoute extends RouteSettings {
  /** Name of the receiver of what no child takes. */
  readonly receiver: string;

  /** What would make it choosy is for the nodes below. */
  readonly matchers?: undefined;
  readonly continue?: undefined;
  readonly muteTimeIntervals?: undefined;
  readonly activeTimeIntervals?: undefined;
}

/** A node of the tree. Operator: `Route`. */
export interface Route extends RouteSettings {
  /** Name of the receiver. @default - that of the parent */
  readonly receiver?: string;

  /**
   * What an alert must match, all of it: `severity="info"`, or as an object.
   * @default - every alert matches
   */
  readonly matchers?: ReadonlyArray<string | LabelMatcher>;

  /** Whether an alert that matched is tried on the siblings that follow as well. @default false */
  readonly continue?: boolean;

  /** Names of the time intervals in which nothing is sent. */
  readonly muteTimeIntervals?: readonly string[];

  /** Names of the time intervals outside of which nothing is sent. */
  readonly activeTimeIntervals?: readonly string[];
}

/** Alerts of one kind silence alerts of another for as long as they fire. Operator: `InhibitRule`. */
export interface InhibitRule {
  /** Name in metrics. */
  readonly name?: string;

  /** Which alerts silence. */
  readonly sourceMatch: ReadonlyArray<string | LabelMatcher>;

  /** Which alerts are silenced. */
  readonly targetMatch: ReadonlyArray<string | LabelMatcher>;

  /** Labels that must have the same value on both. */
  readonly equal?: readonly string[];
}
