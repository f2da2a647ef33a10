import type { HttpClientConfig } from '../http-client';
import type { Duration } from '../scalars';
import type { Filter } from './filter';

/** Targets from the containers of a Docker host (`configuration.md#docker_sd_config`). */
export interface DockerSdConfig extends HttpClientConfig {
  /** Address of the daemon. */
  readonly host: string;

  /** Port to scrape on containers that expose none. Default 80. */
  readonly port?: number;

  /** Host of containers with the network of the host. Default `localhost`. */
  readonly host_networking_host?: string;

  /** Whether only the first network of a container counts. Default true. */
  readonly match_first_network?: boolean;

  /** Filters in the words of ContainerList. */
  readonly filters?: readonly Filter[];

  /** How often the list is read again. Default `60s`. */
  readonly refresh_interval?: Duration;
}
