import type { PlainSecret } from './scalars';

/** Authentication with Entra ID, for Azure Monitor (`configuration.md#remote_write`). One method only. */
export interface AzureAdConfig {
  /** Cloud. Default `AzurePublic`. */
  readonly cloud?: 'AzurePublic' | 'AzureChina' | 'AzureGovernment';

  /** The identity that Azure gives to the machine. */
  readonly managed_identity?: AzureManagedIdentity;

  /** The identity that Azure gives to the service account of the pod. */
  readonly workload_identity?: AzureWorkloadIdentity;

  /** An application with a client secret. */
  readonly oauth?: AzureOAuth;

  /** An application with a certificate. */
  readonly certificate?: AzureCertificate;

  /** Whatever the Azure SDK finds in its environment. */
  readonly sdk?: AzureSdk;

  /** Scope to ask for. Default: Azure Monitor's in that cloud. */
  readonly scope?: string;
}

/** An identity of the machine (`configuration.md#remote_write`). */
export interface AzureManagedIdentity {
  /** Client id of a user-assigned identity. Default: the system-assigned one. */
  readonly client_id?: string;
}

/** An identity of the pod's service account (`configuration.md#remote_write`). */
export interface AzureWorkloadIdentity {
  /** Client id. */
  readonly client_id: string;

  /** Tenant. */
  readonly tenant_id: string;

  /**
   * File that holds the service account's token. Default: AZURE_FEDERATED_TOKEN_FILE, or where Azure mounts
   * it.
   */
  readonly token_file_path?: string;
}

/** An application with a client secret (`configuration.md#remote_write`). */
export interface AzureOAuth {
  /** Client id. */
  readonly client_id?: string;

  /** Client secret in plain text: our constructs never write it, and upstream has no file twin. */
  readonly client_secret?: PlainSecret;

  /** Tenant. */
  readonly tenant_id?: string;
}

/** An application with a certificate (`configuration.md#remote_write`). */
export interface AzureCertificate {
  /** Client id. */
  readonly client_id: string;

  /** Tenant. */
  readonly tenant_id: string;

  /** File that holds the certificate. */
  readonly certificate_path: string;

  /** File that holds the key. Default: it is in the file of the certificate. */
  readonly certificate_key_path?: string;

  /**
   * Password of the certificate's file in plain text: our constructs never write it, and there is no file
   * twin.
   */
  readonly certificate_password?: PlainSecret;

  /** Whether the chain is sent along. Default false. */
  readonly send_certificate_chain?: boolean;
}

/** The Azure SDK's own search for credentials (`configuration.md#remote_write`). */
export interface AzureSdk {
  /** Tenant. */
  readonly tenant_id?: string;
}
