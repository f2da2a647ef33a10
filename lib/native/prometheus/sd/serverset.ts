import type { Duration } from '../scalars';

/** Targets from serversets of Finagle in ZooKeeper (`configuration.md#serverset_sd_config`). */
export interface ServersetSdConfig {
  /** ZooKeeper servers. */
  readonly servers: readonly string[];

  /** A serverset, or the root of a tree of them, each. */
  readonly paths: readonly string[];

  /** How long a session lasts without an answer. Default `10s`. */
  readonly timeout?: Duration;
}
