import type { TlsVersion } from '../http';
import type { SecretKeySelector, SecretOrConfigMap } from '../references';

/**
 * TLS of the web server. Operator: `WebTLSConfig`.
 *
 * Clients are never made to show a certificate: the kubelet, which probes, has none.
 */
export interface AlertmanagerWebTlsConfig {
  readonly cert: SecretOrConfigMap;
  readonly keySecret: SecretKeySelector;

  /** Whether a certificate that a client shows is checked. @default 'NoClientCert' */
  readonly clientAuthType?: 'NoClientCert' | 'RequestClientCert' | 'VerifyClientCertIfGiven';

  /** Authorities of the clients' certificates. */
  readonly clientCa?: SecretOrConfigMap;

  /** @default 'TLS12' */
  readonly minVersion?: TlsVersion;

  /** @default 'TLS13' */
  readonly maxVersion?: TlsVersion;
}

/** A web configuration of your own. It must ask neither for passwords nor for certificates: probes and reloader have none. */
export interface AlertmanagerWebConfigFile {
  readonly secret: SecretKeySelector;

  /** Whether it switches TLS on: its content cannot be seen at synth. */
  readonly tls: boolean;
}

/** The web server. Operator: `spec.web`. */
export interface AlertmanagerWeb {
  /** @default - plain HTTP */
  readonly tlsConfig?: AlertmanagerWebTlsConfig;

  /** Settings of HTTP. Upstream: `http_server_config`. */
  readonly httpConfig?: {
    /** @default true */
    readonly http2?: boolean;

    /** Headers of every answer, by their upstream names: `Strict-Transport-Security`. */
    readonly headers?: Readonly<Record<string, string>>;
  };

  /** Instead of `tlsConfig` and `httpConfig`. */
  readonly configFile?: AlertmanagerWebConfigFile;
}
