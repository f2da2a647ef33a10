import type { TlsConfig, TlsVersion } from './http-client';
import type { FilePath, PlainSecret } from './scalars';

/**
 * File of `--cluster.tls-config`: mutual TLS between the peers of a mesh, which then talk TCP only. Read at
 * start.
 */
export interface ClusterTlsFile {
  /** What a peer shows to, and demands from, those that connect to it. */
  readonly tls_server_config: TlsServerConfig;

  /** What a peer shows to, and demands from, those that it connects to. */
  readonly tls_client_config?: TlsConfig;
}

/** TLS of a server, as the exporter toolkit reads it (`tls_server_config`). */
export interface TlsServerConfig {
  /** Certificate, PEM. */
  readonly cert?: string;

  /** File with the certificate. */
  readonly cert_file?: FilePath;

  /** Key, PEM. */
  readonly key?: PlainSecret;

  /** File with the key. */
  readonly key_file?: FilePath;

  /** Which clients are let in; a mesh wants `RequireAndVerifyClientCert`. */
  readonly client_auth_type?: ClientAuthType;

  /** Certificates that the clients' are checked against, PEM. */
  readonly client_ca?: string;

  /** File with the certificates that the clients' are checked against. */
  readonly client_ca_file?: FilePath;

  /** Subject alternative names of which a client's certificate must have one. */
  readonly client_allowed_sans?: readonly string[];

  /** Ciphers up to TLS 1.2, by Go's names. */
  readonly cipher_suites?: readonly string[];

  /** Curves in order of preference, by Go's names. */
  readonly curve_preferences?: readonly string[];

  /** Oldest version. Default `TLS12`. */
  readonly min_version?: TlsVersion;

  /** Newest version. Default `TLS13`. */
  readonly max_version?: TlsVersion;

  /** Whether the server's order of ciphers counts; Go ignores it today. */
  readonly prefer_server_cipher_suites?: boolean;
}

/** What a server demands of its clients' certificates. */
export type ClientAuthType =
  | 'NoClientCert'
  | 'RequestClientCert'
  | 'RequireAnyClientCert'
  | 'VerifyClientCertIfGiven'
  | 'RequireAndVerifyClientCert';
