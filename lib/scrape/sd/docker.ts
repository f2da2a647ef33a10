import type { DockerSdConfig } from '../../native/prometheus';
import { compact } from '../../values';
import { checkPolled } from './checks';
import type { Discovery } from './discovery';
import { checkDockerHost } from './docker-host';
import { checkFilters, type SDFilter } from './filter';
import { checkClient, renderClient, type DiscoveryClient } from './http-client';

/** Targets from the containers of a Docker host. Upstream: `<docker_sd_config>`. */
export interface DockerSDConfig extends DiscoveryClient {
  /** Address of the daemon, with its scheme. */
  readonly host: string;

  /** Port of containers that expose none. @default 80 */
  readonly port?: number;

  /** Host of containers with the network of the host. @default 'localhost' */
  readonly hostNetworkingHost?: string;

  /** Whether only the first network of a container counts. @default true */
  readonly matchFirstNetwork?: boolean;

  /** In the words of ContainerList. @default - all containers */
  readonly filters?: readonly SDFilter[];

  /** Prometheus duration. @default '1m' */
  readonly refreshInterval?: string;
}

export const docker: Discovery<DockerSDConfig, DockerSdConfig> = {
  check(where, props) {
    checkDockerHost(where.at('host'), props.host);
    checkFilters(where.at('filters'), props.filters);
    checkPolled(where, props);
    checkClient(where, props);
  },
  render: (where, props, context) =>
    compact<DockerSdConfig>({
      host: props.host,
      port: props.port,
      host_networking_host: props.hostNetworkingHost,
      match_first_network: props.matchFirstNetwork,
      filters: props.filters,
      refresh_interval: props.refreshInterval,
      ...renderClient(where, props, context),
    }),
};
