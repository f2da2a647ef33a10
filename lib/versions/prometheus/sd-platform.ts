import type { Catalogue } from '../catalogue';
import { deprecated, each, since } from '../facts';
import { old, section } from './old';
import { httpClient } from './http-client';

/** Discovery by registries and schedulers that people run themselves. */
export const platformDiscoverySections = {
  consul_sd_config: {
    ...each(old, 'server', 'token', 'datacenter', 'namespace', 'partition', 'scheme', 'services'),
    ...each(old, 'tag_separator', 'allow_stale', 'refresh_interval'),
    path_prefix: since('2.45', '#12372'),
    ...each(deprecated(old, '2.28', 'basic_auth'), 'username', 'password'),
    ...each(deprecated(old, '3.12', 'filter or health_filter'), 'tags', 'node_meta'),
    filter: since('3.0', '#11224'),
    health_filter: since('3.11', 'CHANGELOG 3.11.2, #18499'),
    ...httpClient,
  },
  docker_sd_config: {
    ...each(old, 'host', 'port', 'host_networking_host', 'refresh_interval'),
    filters: section('filter'),
    match_first_network: since('2.54', '#10490'),
    ...httpClient,
  },
  dockerswarm_sd_config: {
    ...each(old, 'host', 'role', 'port', 'refresh_interval'),
    filters: section('filter'),
    ...httpClient,
  },
  eureka_sd_config: {
    ...each(old, 'server', 'refresh_interval'),
    ...httpClient,
  },
  kuma_sd_config: {
    ...each(old, 'server', 'refresh_interval', 'fetch_timeout'),
    client_id: since('2.50', '#13278'),
    ...httpClient,
  },
  marathon_sd_config: {
    ...each(old, 'servers', 'refresh_interval', 'auth_token', 'auth_token_file'),
    ...httpClient,
  },
  nerve_sd_config: each(old, 'servers', 'paths', 'timeout'),
  nomad_sd_config: {
    ...each(old, 'server', 'namespace', 'region', 'allow_stale', 'tag_separator', 'refresh_interval'),
    ...httpClient,
  },
  puppetdb_sd_config: {
    ...each(old, 'url', 'query', 'include_parameters', 'refresh_interval', 'port'),
    ...httpClient,
  },
  serverset_sd_config: each(old, 'servers', 'paths', 'timeout'),
  uyuni_sd_config: {
    ...each(old, 'server', 'username', 'password', 'entitlement', 'separator', 'refresh_interval'),
    ...httpClient,
  },
} satisfies Catalogue;
