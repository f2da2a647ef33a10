import type { NoFileTwin, SecretKeySelector, SecretOrConfigMap } from '../references';

/** Versions of TLS as Go and Prometheus call them. */
export type TlsVersion = 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13';

/** How a client trusts a server and shows who it is. Upstream: `<tls_config>`. */
export interface TlsConfig {
  /**
   * Certificates of the authorities to trust.
   * @default - those of the system, or `caFile`
   */
  readonly ca?: SecretOrConfigMap;

  /** The same as a file that is in the pod already. Excludes `ca`. */
  readonly caFile?: string;

  /**
   * Certificate to show to the server. Needs `keySecret` or `keyFile`.
   * @default - none is shown
   */
  readonly cert?: SecretOrConfigMap;

  /** The same as a file that is in the pod already. Excludes `cert`. */
  readonly certFile?: string;

  /** Private key of the certificate. */
  readonly keySecret?: SecretKeySelector;

  /** The same as a file that is in the pod already. Excludes `keySecret`. */
  readonly keyFile?: string;

  /**
   * Name to expect in the server's certificate.
   * @default - the host of the address
   */
  readonly serverName?: string;

  /**
   * Whether any certificate of the server is accepted.
   * @default false
   */
  readonly insecureSkipVerify?: boolean;

  /** @default - TLS12, as Prometheus does */
  readonly minVersion?: TlsVersion;

  /** @default - TLS13, as Prometheus does */
  readonly maxVersion?: TlsVersion;
}

/** Name and password. Upstream: `basic_auth`. */
export interface BasicAuth {
  /** A plain name, or a reference where it is to stay out of the manifests. */
  readonly username: string | SecretKeySelector;
  readonly password: SecretKeySelector;
}

/** An `Authorization` header. Upstream: `authorization`. */
export interface Authorization {
  /** @default 'Bearer' */
  readonly type?: string;

  /** What follows the type. Excludes `credentialsFile`. */
  readonly credentials?: SecretKeySelector;

  /** The same as a file that is in the pod already. Excludes `credentials`. */
  readonly credentialsFile?: string;
}

/** How the proxy is chosen. Upstream: `proxy_url` and its neighbours. */
export interface ProxyConfig {
  /** URL of an HTTP or SOCKS5 proxy. */
  readonly proxyUrl?: string;

  /** Comma-separated addresses, ranges and domains that are reached without the proxy. Needs `proxyUrl`. */
  readonly noProxy?: string;

  /**
   * Whether `HTTP_PROXY` and its like are obeyed. Excludes `proxyUrl` and `noProxy`.
   * @default false
   */
  readonly proxyFromEnvironment?: boolean;

  /** Headers of the operator's resources that are Secrets: cannot be read from files, so they are refused. */
  readonly proxyConnectHeader?: NoFileTwin;
}

/** Tokens from an OAuth 2 server by the client credentials grant. Upstream: `<oauth2>`. */
export interface OAuth2 extends ProxyConfig {
  /** Not a secret: Prometheus reads it from its configuration only, there is no file twin. */
  readonly clientId: string;
  readonly clientSecret: SecretKeySelector;
  readonly tokenUrl: string;
  readonly scopes?: readonly string[];
  readonly endpointParams?: Readonly<Record<string, string>>;

  /** TLS of the connection to the token server. */
  readonly tlsConfig?: TlsConfig;
}

/**
 * How Prometheus speaks HTTP to somebody. At most one of `basicAuth`, `authorization`, `oauth2`,
 * `bearerTokenFile`. Upstream: `<http_config>`.
 */
export interface HttpClient extends ProxyConfig {
  readonly basicAuth?: BasicAuth;
  readonly authorization?: Authorization;
  readonly oauth2?: OAuth2;

  /**
   * A file in the pod that holds a bearer token, as a rule that of the ServiceAccount:
   * `/var/run/secrets/kubernetes.io/serviceaccount/token`. The right to read what it protects is
   * granted along with it.
   */
  readonly bearerTokenFile?: string;
  readonly tlsConfig?: TlsConfig;

  /** @default true */
  readonly followRedirects?: boolean;

  /** @default true */
  readonly enableHttp2?: boolean;
}
