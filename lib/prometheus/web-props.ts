import type { BasicAuth, TlsVersion } from '../http';
import type { SecretKeySelector, SecretOrConfigMap } from '../references';

/** Which clients must show a certificate. Upstream: `client_auth_type`. */
export type ClientAuthType =
  | 'NoClientCert'
  | 'RequestClientCert'
  | 'RequireAnyClientCert'
  | 'VerifyClientCertIfGiven'
  | 'RequireAndVerifyClientCert';

/** TLS of the web server. Operator: `WebTLSConfig`; upstream: `tls_server_config`. */
export interface WebTlsConfig {
  readonly cert: SecretOrConfigMap;
  readonly keySecret: SecretKeySelector;

  /** @default 'NoClientCert' */
  readonly clientAuthType?: ClientAuthType;

  /** Authorities of the clients' certificates. Upstream: `client_ca_file`. */
  readonly clientCa?: SecretOrConfigMap;

  /** @default 'TLS12' */
  readonly minVersion?: TlsVersion;

  /** @default 'TLS13' */
  readonly maxVersion?: TlsVersion;
}

/**
 * A web configuration of your own, as a Secret: the way to passwords, whose hashes upstream reads from
 * nowhere else. Since its content cannot be seen at synth, it says here what it does.
 */
export interface WebConfigFile {
  readonly secret: SecretKeySelector;

  /** Whether it switches TLS on. */
  readonly tls: boolean;

  /** Whether it asks for a password, and which one probes and self-monitoring show. @default - it asks for none */
  readonly basicAuth?: BasicAuth;
}

/** The web server. Operator: `spec.web`. */
export interface WebProps {
  /** @default 'Prometheus Time Series Collection and Processing Server' */
  readonly pageTitle?: string;

  /** @default 512 */
  readonly maxConnections?: number;

  /** @default - plain HTTP */
  readonly tlsConfig?: WebTlsConfig;

  /** Settings of HTTP. Upstream: `http_server_config`. */
  readonly httpConfig?: {
    /** @default true */
    readonly http2?: boolean;

    /** Headers of every answer, by their upstream names: `Strict-Transport-Security`. */
    readonly headers?: Readonly<Record<string, string>>;
  };

  /** Instead of `tlsConfig` and `httpConfig`. */
  readonly configFile?: WebConfigFile;
}
