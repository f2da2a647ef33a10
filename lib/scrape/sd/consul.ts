import { checkExclusive } from '../../http';
import type { ConsulSdConfig } from '../../native/prometheus';
import type { SecretKeySelector } from '../../references';
import { checkChoice, compact } from '../../values';
import { checkFilled, checkPolled } from './checks';
import type { Discovery } from './discovery';
import { checkClient, renderClient, type DiscoveryClient } from './http-client';

/** Targets from the catalog of Consul. Upstream: `<consul_sd_config>`. */
export interface ConsulSDConfig extends DiscoveryClient {
  /** Host and port. */
  readonly server: string;

  /** Before the path of the API. */
  readonly pathPrefix?: string;

  /** The ACL token. Consul takes it as a bearer token too, and that is how it is sent: see `authorization`. */
  readonly tokenRef?: SecretKeySelector;
  readonly datacenter?: string;

  /** In Consul Enterprise. */
  readonly namespace?: string;

  /** Admin partition, in Consul Enterprise. */
  readonly partition?: string;

  /** @default 'http' */
  readonly scheme?: 'http' | 'https';

  /** @default - all */
  readonly services?: readonly string[];

  /** Tags that a service must have. Prefer `filter`. */
  readonly tags?: readonly string[];

  /** Between the tags in their label. @default ',' */
  readonly tagSeparator?: string;

  /** Metadata that a node must have. Prefer `filter`. */
  readonly nodeMeta?: Readonly<Record<string, string>>;

  /** Expression for the API of the catalog. */
  readonly filter?: string;

  /** Expression for the API of health. */
  readonly healthFilter?: string;

  /** Whether results may be stale. @default true */
  readonly allowStale?: boolean;

  /** Prometheus duration. @default '30s' */
  readonly refreshInterval?: string;
}

export const consul: Discovery<ConsulSDConfig, ConsulSdConfig> = {
  check(where, props) {
    checkFilled(where, props, ['server']);
    checkChoice(where.at('scheme'), props.scheme, ['http', 'https']);
    if (props.tokenRef !== undefined) {
      checkExclusive(where, props, ['tokenRef', 'basicAuth', 'authorization', 'oauth2']);
    }
    checkPolled(where, props);
    checkClient(where, props);
  },
  render: (where, props, context) =>
    compact<ConsulSdConfig>({
      server: props.server,
      path_prefix: props.pathPrefix,
      datacenter: props.datacenter,
      namespace: props.namespace,
      partition: props.partition,
      scheme: props.scheme,
      services: props.services,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- props of the operator's resource
      tags: props.tags,
      tag_separator: props.tagSeparator,
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- props of the operator's resource
      node_meta: props.nodeMeta,
      filter: props.filter,
      health_filter: props.healthFilter,
      allow_stale: props.allowStale,
      refresh_interval: props.refreshInterval,
      ...renderClient(where, props, context),
      // The field `token` of Prometheus has no file twin.
      ...(props.tokenRef && {
        authorization: {
          credentials_file: context.files.secret(where.at('tokenRef'), props.tokenRef, context.referrer),
        },
      }),
    }),
};
