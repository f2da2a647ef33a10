import type { ScalewaySdConfig } from '../../native/prometheus';
import type { SecretKeySelector } from '../../references';
import { checkChoice, checkUrl, compact } from '../../values';
import { checkFilled, checkPolled } from './checks';
import type { Discovery } from './discovery';
import { checkClient, renderClient, type SigningClient } from './http-client';

const ROLES = { Instance: 'instance', Baremetal: 'baremetal' } as const;

/** Targets from Scaleway. Upstream: `<scaleway_sd_config>`. */
export interface ScalewaySDConfig extends SigningClient {
  /** Id of the key; not a secret. */
  readonly accessKey: string;
  readonly secretKey: SecretKeySelector;
  readonly projectID: string;

  /** Kind of resource. */
  readonly role: keyof typeof ROLES;

  /** Port of the targets. @default 80 */
  readonly port?: number;

  /** @default 'https://api.scaleway.com' */
  readonly apiURL?: string;

  /** @default 'fr-par-1' */
  readonly zone?: string;

  /** What the name must contain. @default - any name */
  readonly nameFilter?: string;

  /** Tags that a server must have, all of them. @default - any tags */
  readonly tagsFilter?: readonly string[];

  /** Prometheus duration. @default '1m' */
  readonly refreshInterval?: string;
}

export const scaleway: Discovery<ScalewaySDConfig, ScalewaySdConfig> = {
  check(where, props) {
    checkFilled(where, props, ['accessKey', 'secretKey', 'projectID']);
    checkChoice(where.at('role'), props.role, Object.keys(ROLES));
    checkUrl(where.at('apiURL'), props.apiURL);
    checkPolled(where, props);
    checkClient(where, props);
  },
  render: (where, props, context) =>
    compact<ScalewaySdConfig>({
      access_key: props.accessKey,
      secret_key_file: context.files.secret(where.at('secretKey'), props.secretKey, context.referrer),
      project_id: props.projectID,
      role: ROLES[props.role],
      port: props.port,
      api_url: props.apiURL,
      zone: props.zone,
      name_filter: props.nameFilter,
      tags_filter: props.tagsFilter,
      refresh_interval: props.refreshInterval,
      ...renderClient(where, props, context),
    }),
};
