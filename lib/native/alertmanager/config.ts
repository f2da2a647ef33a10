import type { EventRecorderConfig } from './event-recorder';
import type { GlobalConfig } from './global';
import type { InhibitRule } from './inhibit-rule';
import type { Receiver } from './receiver';
import type { Route } from './route';
import type { TimeInterval } from './time-interval';
import type { TracingConfig } from './tracing';
import type { FilePath } from './scalars';

/**
 * The whole of `alertmanager.yml` (`configuration.md`), not called `AlertmanagerConfig`: that is a construct, and in
 * the operator only a part of it. Alertmanager refuses a file with any other field.
 */
export interface AlertmanagerFile {
  /** Settings that hold for all receivers, unless one sets its own. */
  readonly global?: GlobalConfig;

  /** Files with notification templates; the last component of a path may be a glob. */
  readonly templates?: readonly FilePath[];

  /** Root of the routing tree: without matchers, with a receiver. */
  readonly route: Route;

  /** Where notifications go, by name. */
  readonly receivers?: readonly Receiver[];

  /** Which alerts mute which others. */
  readonly inhibit_rules?: readonly InhibitRule[];

  /**
   * Named times that routes refer to; names are unique over both lists.
   *
   * @deprecated since 0.24, use `time_intervals`
   */
  readonly mute_time_intervals?: readonly TimeInterval[];

  /** Named times that routes refer to. */
  readonly time_intervals?: readonly TimeInterval[];

  /** Where events of this Alertmanager are recorded; read only with the feature `event-recorder`. */
  readonly event_recorder?: EventRecorderConfig;

  /** Where this Alertmanager sends its own traces. */
  readonly tracing?: TracingConfig;
}
