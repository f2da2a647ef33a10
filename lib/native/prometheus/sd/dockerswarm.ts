import type { HttpClientConfig } from '../http-client';
import type { Duration } from '../scalars';
import type { Filter } from './filter';

/** Targets from Docker Swarm (`configuration.md#dockerswarm_sd_config`). */
export interface DockerswarmSdConfig extends HttpClientConfig {
  /** Address of the daemon. */
  readonly host: string;

  /** Kind of resource. */
  readonly role: 'services' | 'tasks' | 'nodes';

  /** Port to scrape on nodes, and where none is published. Default 80. */
  readonly port?: number;

  /** Filters in the words of the API. */
  readonly filters?: readonly Filter[];

  /** How often the list is read again. Default `60s`. */
  readonly refresh_interval?: Duration;
}
