import type { HttpClientConfig } from '../http-client';
import type { Duration, PlainSecret } from '../scalars';

/** Targets from virtual machines of Azure (`configuration.md#azure_sd_config`). */
export interface AzureSdConfig extends HttpClientConfig {
  /** Cloud. Default `AzurePublicCloud`. */
  readonly environment?: string;

  /** How to authenticate. Default `OAuth`. */
  readonly authentication_method?: 'OAuth' | 'ManagedIdentity' | 'SDK' | 'WorkloadIdentity';

  /** Subscription. */
  readonly subscription_id: string;

  /** Tenant, for `OAuth`. */
  readonly tenant_id?: string;

  /** Client id, for `OAuth`. */
  readonly client_id?: string;

  /**
   * Client secret in plain text, for `OAuth`: our constructs never write it, and upstream has no file twin.
   */
  readonly client_secret?: PlainSecret;

  /** Resource group. Default: all. */
  readonly resource_group?: string;

  /** How often the list is read again. Default `300s`. */
  readonly refresh_interval?: Duration;

  /** Port to scrape. Default 80. */
  readonly port?: number;
}
