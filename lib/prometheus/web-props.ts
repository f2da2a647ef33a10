import type { BasicAuth } from '../http';
import type { ServerConfigFile, ServerHttp, ServerTls } from '../web';

/** Which clients must show a certificate. Upstream: `client_auth_type`. */
export type ClientAuthType =
  | 'NoClientCert'
  | 'RequestClientCert'
  | 'RequireAnyClientCert'
  | 'VerifyClientCertIfGiven'
  | 'RequireAndVerifyClientCert';

/** TLS of the web server. Operator: `WebTLSConfig`; upstream: `tls_server_config`. */
export interface WebTlsConfig extends ServerTls {
  /** @default 'NoClientCert' */
  readonly clientAuthType?: ClientAuthType;
}

/** A web configuration of your own: the way to passwords, whose hashes upstream reads from nowhere else. */
export interface WebConfigFile extends ServerConfigFile {
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
  readonly httpConfig?: ServerHttp;

  /** Instead of `tlsConfig` and `httpConfig`. */
  readonly configFile?: WebConfigFile;
}
