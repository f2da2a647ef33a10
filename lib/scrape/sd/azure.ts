import type { AzureSdConfig } from '../../native/prometheus';
import { refuseSecret, type NoFileTwin } from '../../references';
import { checkChoice, compact } from '../../values';
import { checkFilled, checkPolled } from './checks';
import type { Discovery } from './discovery';
import { checkClient, renderClient, type DiscoveryClient } from './http-client';
import { waysOut } from './no-twin';

/** Targets from virtual machines of Azure. Upstream: `<azure_sd_config>`. */
export interface AzureSDConfig extends DiscoveryClient {
  readonly subscriptionID: string;

  /** How Prometheus logs in. `OAuth` needs a client secret, which it cannot read from a file. @default 'OAuth' */
  readonly authenticationMethod?: 'OAuth' | 'ManagedIdentity' | 'SDK' | 'WorkloadIdentity';

  /** Cloud. @default 'AzurePublicCloud' */
  readonly environment?: string;
  readonly tenantID?: string;

  /** Id of the identity, where there is more than one. */
  readonly clientID?: string;

  /** Prometheus reads it from its configuration only: refused. Use a managed or workload identity. */
  readonly clientSecret?: NoFileTwin;

  /** @default - all of the subscription */
  readonly resourceGroup?: string;

  /** Port of the targets. @default 80 */
  readonly port?: number;

  /** Prometheus duration. @default '5m' */
  readonly refreshInterval?: string;
}

const METHODS = ['OAuth', 'ManagedIdentity', 'SDK', 'WorkloadIdentity'];
const REMEDY = waysOut('Set `authenticationMethod` to ManagedIdentity, WorkloadIdentity or SDK');

export const azure: Discovery<AzureSDConfig, AzureSdConfig> = {
  check(where, props) {
    checkFilled(where, props, ['subscriptionID']);
    checkChoice(where.at('authenticationMethod'), props.authenticationMethod, METHODS);
    refuseSecret(where.at('clientSecret'), props.clientSecret, REMEDY);
    if ((props.authenticationMethod ?? 'OAuth') === 'OAuth') {
      where.at('authenticationMethod').error({
        code: 'no-file-twin',
        value: 'OAuth',
        complaint: 'needs a client secret, which cannot be read from a file',
        remedy: REMEDY,
      });
    }
    checkPolled(where, props);
    checkClient(where, props);
  },
  render: (where, props, context) =>
    compact<AzureSdConfig>({
      environment: props.environment,
      authentication_method: props.authenticationMethod,
      subscription_id: props.subscriptionID,
      tenant_id: props.tenantID,
      client_id: props.clientID,
      resource_group: props.resourceGroup,
      refresh_interval: props.refreshInterval,
      port: props.port,
      ...renderClient(where, props, context),
    }),
};
