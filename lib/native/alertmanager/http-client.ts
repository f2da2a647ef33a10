import type { FreeForm } from './free-form';
import type { FilePath, PlainSecret } from './scalars';

/*
 * Prometheus reads the same fields today. The types are apart because the two programs take the shared
 * Go library at different times.
 *
 * Left out: the `*_ref` fields (`password_ref`, `credentials_ref`, …). They name entries of a secret manager,
 * which neither program has: both refuse a configuration with one of them.
 */

/** HTTP client of a receiver (`<http_config>`). At most one of the three ways to authenticate. */
export interface HttpClientConfig extends ProxyConfig {
  /** Basic authentication. */
  readonly basic_auth?: BasicAuth;

  /** `Authorization` header. */
  readonly authorization?: Authorization;

  /** OAuth 2.0. */
  readonly oauth2?: OAuth2;

  /**
   * Bearer token.
   *
   * @deprecated since 0.22, use `authorization.credentials`
   */
  readonly bearer_token?: PlainSecret;

  /**
   * File that holds the bearer token.
   *
   * @deprecated since 0.22, use `authorization.credentials_file`
   */
  readonly bearer_token_file?: FilePath;

  /** TLS towards the server. */
  readonly tls_config?: TlsConfig;

  /** Whether redirects are followed. Default true. */
  readonly follow_redirects?: boolean;

  /** Whether HTTP/2 is offered. Default true. */
  readonly enable_http2?: boolean;

  /** More headers, by name; not those that the client sets by itself. */
  readonly http_headers?: Readonly<Record<string, HttpHeader>>;
}

/** Proxy of an HTTP client; upstream writes these fields among the client's own. */
export interface ProxyConfig {
  /** URL of the proxy. A password inside it has no file twin. */
  readonly proxy_url?: string;

  /** What goes without proxy: IPs, CIDRs, domains, each with or without port, separated by commas. */
  readonly no_proxy?: string;

  /** Whether `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY` of the environment decide. Default false. */
  readonly proxy_from_environment?: boolean;

  /** Headers of CONNECT requests, by name. All values count as secrets, and there is no file twin. */
  readonly proxy_connect_header?: Readonly<Record<string, readonly PlainSecret[]>>;
}

/** User and password (`basic_auth`). */
export interface BasicAuth {
  /** User. */
  readonly username?: string;

  /** File that holds the user. */
  readonly username_file?: FilePath;

  /** Password. */
  readonly password?: PlainSecret;

  /** File that holds the password. */
  readonly password_file?: FilePath;
}

/** `Authorization` header (`authorization`). */
export interface Authorization {
  /** Scheme. Default `Bearer`. */
  readonly type?: string;

  /** What follows the scheme. */
  readonly credentials?: PlainSecret;

  /** File that holds what follows the scheme. */
  readonly credentials_file?: FilePath;
}

/** OAuth 2.0 with client credentials or a signed JWT (`<oauth2>`). */
export interface OAuth2 extends ProxyConfig {
  /** Id of the client. */
  readonly client_id: string;

  /** Secret of the client. */
  readonly client_secret?: PlainSecret;

  /** File that holds the secret of the client. */
  readonly client_secret_file?: FilePath;

  /** Id of the key that signs the JWT. */
  readonly client_certificate_key_id?: string;

  /** Key that signs the JWT, PEM. */
  readonly client_certificate_key?: PlainSecret;

  /** File that holds the key that signs the JWT. */
  readonly client_certificate_key_file?: FilePath;

  /**
   * How the client proves itself: by its secret, or by a signed JWT (RFC 7523). Default `client_credentials`.
   */
  readonly grant_type?: 'client_credentials' | 'urn:ietf:params:oauth:grant-type:jwt-bearer';

  /** How the JWT is signed. Default `RS256`. */
  readonly signature_algorithm?: 'RS256' | 'RS384' | 'RS512';

  /** Issuer of the JWT. Default {@link client_id}. */
  readonly iss?: string;

  /** Audience of the JWT. Default {@link token_url}. */
  readonly audience?: string;

  /** More claims of the JWT. */
  readonly claims?: Readonly<Record<string, FreeForm>>;

  /** Scopes that are asked for. */
  readonly scopes?: readonly string[];

  /** Where tokens come from. */
  readonly token_url: string;

  /** More parameters of {@link token_url}. */
  readonly endpoint_params?: Readonly<Record<string, string>>;

  /** TLS towards {@link token_url}. */
  readonly tls_config?: TlsConfig;
}

/** Version of TLS. */
export type TlsVersion = 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13';

/** TLS of a client (`<tls_config>`). */
export interface TlsConfig {
  /** Certificates that the server's is checked against, PEM. */
  readonly ca?: string;

  /** File with the certificates that the server's is checked against. */
  readonly ca_file?: FilePath;

  /** Certificate of the client, PEM. */
  readonly cert?: string;

  /** File with the certificate of the client. */
  readonly cert_file?: FilePath;

  /** Key of the client, PEM. */
  readonly key?: PlainSecret;

  /** File with the key of the client. */
  readonly key_file?: FilePath;

  /** Name that the server's certificate must have. */
  readonly server_name?: string;

  /** Whether the server's certificate is taken unchecked. Default false. */
  readonly insecure_skip_verify?: boolean;

  /** Oldest version. Default `TLS12`. */
  readonly min_version?: TlsVersion;

  /** Newest version. Default `TLS13`. */
  readonly max_version?: TlsVersion;
}

/** Values of one header (`<http_header>`). */
export interface HttpHeader {
  /** Values that anyone may see. */
  readonly values?: readonly string[];

  /** Values that the status page hides; {@link files} is their file twin. */
  readonly secrets?: readonly PlainSecret[];

  /** Files that hold one value each. */
  readonly files?: readonly FilePath[];
}
