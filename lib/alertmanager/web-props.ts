import type { ServerConfigFile, ServerHttp, ServerTls } from '../web';

/**
 * TLS of the web server. Operator: `WebTLSConfig`.
 *
 * Clients are never made to show a certificate: the kubelet, which probes, has none.
 */
export interface AlertmanagerWebTlsConfig extends ServerTls {
  /** Whether a certificate that a client shows is checked. @default 'NoClientCert' */
  readonly clientAuthType?: 'NoClientCert' | 'RequestClientCert' | 'VerifyClientCertIfGiven';
}

/** The web server. Operator: `spec.web`. */
export interface AlertmanagerWeb {
  /** @default - plain HTTP */
  readonly tlsConfig?: AlertmanagerWebTlsConfig;
  readonly httpConfig?: ServerHttp;

  /** Instead of `tlsConfig` and `httpConfig`. It must ask neither for passwords nor for certificates: probes and reloader have none. */
  readonly configFile?: ServerConfigFile;
}
