import { checkTls, renderTls, type TlsConfig } from '../../http';
import type { OpenstackSdConfig } from '../../native/prometheus';
import { refuseSecret, type NoFileTwin } from '../../references';
import { checkChoice, compact } from '../../values';
import { checkFilled, checkPolled } from './checks';
import type { Discovery } from './discovery';
import { waysOut } from './no-twin';

const ROLES = { Instance: 'instance', Hypervisor: 'hypervisor', LoadBalancer: 'loadbalancer' } as const;

/**
 * Targets from OpenStack. Upstream: `<openstack_sd_config>`.
 *
 * Prometheus cannot read a password from a file. Without `identityEndpoint` it logs in with the variables
 * `OS_AUTH_URL`, `OS_USERNAME`, `OS_PASSWORD` and their like, which may come from a Secret.
 */
export interface OpenStackSDConfig {
  /** Kind of resource. */
  readonly role: keyof typeof ROLES;
  readonly region: string;

  /** URL of the identity API. Makes Prometheus ask its configuration for the password: refused. */
  readonly identityEndpoint?: NoFileTwin;
  readonly username?: string;
  readonly userid?: string;

  /** Prometheus reads it from its configuration only: refused. */
  readonly password?: NoFileTwin;
  readonly domainName?: string;
  readonly domainID?: string;
  readonly projectName?: string;
  readonly projectID?: string;
  readonly applicationCredentialName?: string;
  readonly applicationCredentialId?: string;

  /** Prometheus reads it from its configuration only: refused. */
  readonly applicationCredentialSecret?: NoFileTwin;

  /** Whether instances of all projects are listed. @default false */
  readonly allTenants?: boolean;

  /** Which of the endpoints is used. @default 'public' */
  readonly availability?: 'public' | 'admin' | 'internal';

  /** Port of the targets. @default 80 */
  readonly port?: number;

  /** Prometheus duration. @default '1m' */
  readonly refreshInterval?: string;
  readonly tlsConfig?: TlsConfig;
}

const REMEDY = waysOut(
  'Leave out how to log in, and set OS_AUTH_URL, OS_USERNAME, OS_PASSWORD and their like from a Secret as variables of the container `prometheus` in `containers`',
);

const NEEDS_PASSWORD = 'needs a password beside it, which cannot be read from a file';

export const openstack: Discovery<OpenStackSDConfig, OpenstackSdConfig> = {
  check(where, props) {
    checkFilled(where, props, ['region']);
    checkChoice(where.at('role'), props.role, Object.keys(ROLES));
    checkChoice(where.at('availability'), props.availability, ['public', 'admin', 'internal']);
    for (const field of ['password', 'applicationCredentialSecret'] as const) {
      refuseSecret(where.at(field), props[field], REMEDY);
    }
    refuseSecret(where.at('identityEndpoint'), props.identityEndpoint, REMEDY, NEEDS_PASSWORD);
    checkPolled(where, props);
    if (props.tlsConfig) {
      checkTls(where.at('tlsConfig'), props.tlsConfig);
    }
  },
  render: (where, props, context) =>
    compact<OpenstackSdConfig>({
      role: ROLES[props.role],
      region: props.region,
      username: props.username,
      userid: props.userid,
      domain_name: props.domainName,
      domain_id: props.domainID,
      project_name: props.projectName,
      project_id: props.projectID,
      application_credential_name: props.applicationCredentialName,
      application_credential_id: props.applicationCredentialId,
      all_tenants: props.allTenants,
      availability: props.availability,
      port: props.port,
      refresh_interval: props.refreshInterval,
      tls_config: props.tlsConfig && renderTls(where.at('tlsConfig'), props.tlsConfig, context),
    }),
};
