import type { TlsVersion } from '../http';
import type { SecretKeySelector, SecretOrConfigMap } from '../references';

/** TLS of a web server. Upstream: `tls_server_config`. */
export interface ServerTls {
  /** Certificate of the server. Needed, unless `certFile` names it. */
  readonly cert?: SecretOrConfigMap;

  /** The same as a file that is in the pod already. Excludes `cert`. */
  readonly certFile?: string;

  /** Key of the certificate. Needed, unless `keyFile` names it. */
  readonly keySecret?: SecretKeySelector;

  /** The same as a file that is in the pod already. Excludes `keySecret`. */
  readonly keyFile?: string;

  /** Authorities of the clients' certificates. Upstream: `client_ca_file`. */
  readonly clientCa?: SecretOrConfigMap;

  /** The same as a file that is in the pod already. Excludes `clientCa`. */
  readonly clientCaFile?: string;

  /** Cipher suites up to TLS 1.2, by their names in Go. @default - Go's own */
  readonly cipherSuites?: readonly string[];

  /** Elliptic curves in the order of preference, by their names in Go. @default - Go's own */
  readonly curvePreferences?: readonly string[];

  /** @default 'TLS12' */
  readonly minVersion?: TlsVersion;

  /** @default 'TLS13' */
  readonly maxVersion?: TlsVersion;
}

/** HTTP of a web server. Upstream: `http_server_config`. */
export interface ServerHttp {
  /** @default true */
  readonly http2?: boolean;

  /** Headers of every answer, by their upstream names: `Strict-Transport-Security`. */
  readonly headers?: Readonly<Record<string, string>>;
}

/**
 * A web configuration of your own, as a Secret: the way to what upstream reads from nowhere else. Since
 * its content cannot be seen at synth, it says here what it does.
 */
export interface ServerConfigFile {
  readonly secret: SecretKeySelector;

  /** Whether it switches TLS on. */
  readonly tls: boolean;
}

/** What the web servers of Prometheus and Alertmanager have in common. */
export interface WebServer {
  readonly tlsConfig?: ServerTls & { readonly clientAuthType?: string };
  readonly httpConfig?: ServerHttp;
  readonly configFile?: ServerConfigFile;
}
