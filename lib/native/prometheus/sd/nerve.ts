import type { Duration } from '../scalars';

/** Targets that Nerve of Airbnb wrote into ZooKeeper (`configuration.md#nerve_sd_config`). */
export interface NerveSdConfig {
  /** ZooKeeper servers. */
  readonly servers: readonly string[];

  /** A service, or the root of a tree of services, each. */
  readonly paths: readonly string[];

  /** How long a session lasts without an answer. Default `10s`. */
  readonly timeout?: Duration;
}
