import type { PlainSecret, TlsVersion } from './scalars';

/**
 * How Prometheus makes HTTP requests: the part that scraping, remote write, alerting and most kinds of
 * service discovery share (`configuration.md#http_config`).
 *
 * Of `basic_auth`, `authorization`, `oauth2` and the deprecated `bearer_token*` only one may be given.
 */
export interface HttpClientConfig extends ProxyConfig {
  /** User name and password. */
  readonly basic_auth?: BasicAuth;

  /** Any other `Authorization` header. */
  readonly authorization?: Authorization;

  /** A token that is fetched before the request. */
  readonly oauth2?: OAuth2;

  /**
   * A bearer token in plain text: our constructs never write it.
   *
   * @deprecated since 2.26, use `authorization`
   */
  readonly bearer_token?: PlainSecret;

  /**
   * File that holds a bearer token.
   *
   * @deprecated since 2.26, use `authorization`
   */
  readonly bearer_token_file?: string;

  /** TLS towards the server. */
  readonly tls_config?: TlsConfig;

  /** Whether a redirect is followed. Default true. */
  readonly follow_redirects?: boolean;

  /** Whether HTTP/2 is spoken. Default true; false for remote write. */
  readonly enable_http2?: boolean;

  /** Headers to add, by name. Those that Prometheus itself sets cannot be replaced. */
  readonly http_headers?: Readonly<Record<string, HttpHeader>>;
}

/** The way through a proxy: part of every HTTP client, and of the client that fetches OAuth 2.0 tokens. */
export interface ProxyConfig {
  /** URL of the proxy. A password inside the URL is plain text: our constructs never write one. */
  readonly proxy_url?: string;

  /** Hosts, domains, addresses and CIDR blocks that are reached directly, separated by commas. */
  readonly no_proxy?: string;

  /** Whether the proxy comes from HTTP_PROXY, HTTPS_PROXY and NO_PROXY. Default false. */
  readonly proxy_from_environment?: boolean;

  /**
   * Headers for the proxy's CONNECT requests, by name. Values are plain text: our constructs never write
   * them.
   */
  readonly proxy_connect_header?: Readonly<Record<string, readonly PlainSecret[]>>;
}

/** HTTP basic authentication (`configuration.md#http_config`). */
export interface BasicAuth {
  /** Name of the user. */
  readonly username?: string;

  /** File that holds the name of the user. */
  readonly username_file?: string;

  /** Password in plain text: our constructs never write it. */
  readonly password?: PlainSecret;

  /** File that holds the password. */
  readonly password_file?: string;
}

/** The `Authorization` header of every request (`configuration.md#http_config`). */
export interface Authorization {
  /** Scheme. Default `Bearer`; anything but `Basic`, which has its own section. */
  readonly type?: string;

  /** Credentials in plain text: our constructs never write them. */
  readonly credentials?: PlainSecret;

  /** File that holds the credentials. */
  readonly credentials_file?: string;
}

/** A header that is added to every request: all its values, from all three sources. */
export interface HttpHeader {
  /** Values that everybody may see. */
  readonly values?: readonly string[];

  /** Secret values in plain text: our constructs never write them. */
  readonly secrets?: readonly PlainSecret[];

  /** Files that hold one value each. */
  readonly files?: readonly string[];
}

/** A token that is fetched with OAuth 2.0 and sent along (`configuration.md#oauth2`). */
export interface OAuth2 extends ProxyConfig {
  /** Public identifier of the client. */
  readonly client_id: string;

  /** Kind of grant. Default `client_credentials`. */
  readonly grant_type?: 'client_credentials' | 'urn:ietf:params:oauth:grant-type:jwt-bearer';

  /** Secret of the client in plain text, for `client_credentials`: our constructs never write it. */
  readonly client_secret?: PlainSecret;

  /** File that holds the secret of the client. */
  readonly client_secret_file?: string;

  /** Key in plain text that signs the JWT, for `jwt-bearer`: our constructs never write it. */
  readonly client_certificate_key?: PlainSecret;

  /** File that holds the key that signs the JWT. */
  readonly client_certificate_key_file?: string;

  /** Key id in the header of the JWT. */
  readonly client_certificate_key_id?: string;

  /** Algorithm of the JWT's signature. Default `RS256`. */
  readonly signature_algorithm?: 'RS256' | 'RS384' | 'RS512';

  /** Issuer in the JWT. Default: `client_id`. */
  readonly iss?: string;

  /** Audience in the JWT. Default: `token_url`. */
  readonly audience?: string;

  /** Further claims in the JWT. */
  readonly claims?: Readonly<Record<string, unknown>>;

  /** Scopes to ask for. */
  readonly scopes?: readonly string[];

  /** Where the token is fetched. */
  readonly token_url: string;

  /** Parameters to add to the token request. Values are plain text: our constructs never write a password. */
  readonly endpoint_params?: Readonly<Record<string, string>>;

  /** TLS towards the server that issues the token. */
  readonly tls_config?: TlsConfig;
}

/**
 * TLS of a client (`configuration.md#tls_config`). Of an inline field and its `*_file` twin only one may be
 * given.
 */
export interface TlsConfig {
  /** Certificate authority that signed the server's certificate, in PEM. */
  readonly ca?: string;

  /** File that holds the certificate authority. */
  readonly ca_file?: string;

  /** Certificate of the client, in PEM. */
  readonly cert?: string;

  /** File that holds the certificate of the client. */
  readonly cert_file?: string;

  /** Key of the client's certificate in plain text: our constructs never write it. */
  readonly key?: PlainSecret;

  /** File that holds the key of the client's certificate. */
  readonly key_file?: string;

  /** Name that the server's certificate must carry. Default: the host of the request. */
  readonly server_name?: string;

  /** Whether any certificate of the server is taken. Default false. */
  readonly insecure_skip_verify?: boolean;

  /** Oldest TLS version. Default: Go's, TLS 1.2. */
  readonly min_version?: TlsVersion;

  /** Newest TLS version. Default: Go's, TLS 1.3. */
  readonly max_version?: TlsVersion;
}
