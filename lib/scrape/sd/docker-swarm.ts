import type { DockerswarmSdConfig } from '../../native/prometheus';
import { checkChoice, compact } from '../../values';
import { checkPolled } from './checks';
import type { Discovery } from './discovery';
import { checkDockerHost } from './docker-host';
import { checkFilters, type SDFilter } from './filter';
import { checkClient, renderClient, type DiscoveryClient } from './http-client';

const ROLES = { Services: 'services', Tasks: 'tasks', Nodes: 'nodes' } as const;

/** Targets from Docker Swarm. Upstream: `<dockerswarm_sd_config>`. */
export interface DockerSwarmSDConfig extends DiscoveryClient {
  /** Address of the daemon, with its scheme. */
  readonly host: string;

  /** Kind of resource. */
  readonly role: keyof typeof ROLES;

  /** Port of nodes, and where none is published. @default 80 */
  readonly port?: number;

  /** In the words of the API. @default - all of the kind */
  readonly filters?: readonly SDFilter[];

  /** Prometheus duration. @default '1m' */
  readonly refreshInterval?: string;
}

export const dockerSwarm: Discovery<DockerSwarmSDConfig, DockerswarmSdConfig> = {
  check(where, props) {
    checkDockerHost(where.at('host'), props.host);
    checkChoice(where.at('role'), props.role, Object.keys(ROLES));
    checkFilters(where.at('filters'), props.filters);
    checkPolled(where, props);
    checkClient(where, props);
  },
  render: (where, props, context) =>
    compact<DockerswarmSdConfig>({
      host: props.host,
      role: ROLES[props.role],
      port: props.port,
      filters: props.filters,
      refresh_interval: props.refreshInterval,
      ...renderClient(where, props, context),
    }),
};
