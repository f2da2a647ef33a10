import type { Duration, Matcher, TmplString } from './scalars';

/** A node of the routing tree (`<route>`); what it leaves out it takes from its parent. */
export interface Route {
  /** Name of the receiver. The root must have one. */
  readonly receiver?: string;

  /**
   * Labels whose values make a group of alerts; `['...']` alone: every alert is its own group; `[]`: one
   * group.
   */
  readonly group_by?: readonly string[];

  /** Whether the siblings that follow are tried too, after this node has matched. Not on the root. */
  readonly continue?: boolean;

  /**
   * Values that labels must have.
   *
   * @deprecated since 0.22, use `matchers`
   */
  readonly match?: Readonly<Record<string, string>>;

  /**
   * Anchored RE2 expressions that labels must match.
   *
   * @deprecated since 0.22, use `matchers`
   */
  readonly match_re?: Readonly<Record<string, string>>;

  /** What an alert must match, all of it. Not on the root. */
  readonly matchers?: readonly Matcher[];

  /** Labels of the route for templates (`routeLabels`) and API; inherited one by one; they do not group. */
  readonly labels?: Readonly<Record<string, TmplString>>;

  /** How long a new group waits for more alerts before its first notification. Default `30s`. */
  readonly group_wait?: Duration;

  /**
   * How long until a group that changed is notified again; also the time limit of one notification. Not zero.
   * Default `5m`.
   */
  readonly group_interval?: Duration;

  /**
   * How long until a group that did not change is notified again: in steps of {@link group_interval}. Not
   * zero. Default `4h`.
   */
  readonly repeat_interval?: Duration;

  /** Names of the time intervals in which nothing is sent. Not on the root. */
  readonly mute_time_intervals?: readonly string[];

  /** Names of the time intervals outside of which nothing is sent. Not on the root. */
  readonly active_time_intervals?: readonly string[];

  /** Children, tried in this order. */
  readonly routes?: readonly Route[];
}
