import type { PlainSecret, TlsVersion } from './scalars';

/**
 * The file of `--web.config.file`: TLS and passwords of the server (`https.md`). Read anew at every request.
 */
export interface WebConfig {
  /** TLS of the server. */
  readonly tls_server_config?: WebTlsConfig;

  /** HTTP of the server. */
  readonly http_server_config?: WebHttpConfig;

  /** Requests that the server takes. Not documented by Prometheus. */
  readonly rate_limit?: WebRateLimit;

  /** Users and bcrypt hashes of their passwords: secrets, too, which our constructs never write. */
  readonly basic_auth_users?: Readonly<Record<string, PlainSecret>>;
}

/** Which clients must show a certificate, and which one. */
export type ClientAuthType =
  | 'NoClientCert'
  | 'RequestClientCert'
  | 'RequireAnyClientCert'
  | 'VerifyClientCertIfGiven'
  | 'RequireAndVerifyClientCert';

/** TLS of the server (`https.md`). Of an inline field and its `*_file` twin only one may be given. */
export interface WebTlsConfig {
  /** Certificate of the server, in PEM. */
  readonly cert?: string;

  /** File that holds the certificate of the server. */
  readonly cert_file?: string;

  /** Key of the server's certificate in plain text: our constructs never write it. */
  readonly key?: PlainSecret;

  /** File that holds the key of the server's certificate. */
  readonly key_file?: string;

  /**
   * Whether clients must show a certificate. Only `RequireAndVerifyClientCert` is safe. Default
   * `NoClientCert`.
   */
  readonly client_auth_type?: ClientAuthType;

  /** Certificate authority of the clients, in PEM. */
  readonly client_ca?: string;

  /** File that holds the certificate authority of the clients. */
  readonly client_ca_file?: string;

  /** Alternative names of which a client's certificate must carry one. */
  readonly client_allowed_sans?: readonly string[];

  /** Oldest TLS version. Default `TLS12`. */
  readonly min_version?: TlsVersion;

  /** Newest TLS version. Default `TLS13`. */
  readonly max_version?: TlsVersion;

  /** Cipher suites up to TLS 1.2, by their names in Go. Default: Go's. */
  readonly cipher_suites?: readonly string[];

  /** Without effect since Go 1.17. Default true. */
  readonly prefer_server_cipher_suites?: boolean;

  /** Elliptic curves in order of preference, by their names in Go. Default: Go's. */
  readonly curve_preferences?: readonly string[];
}

/** HTTP of the server (`https.md`). */
export interface WebHttpConfig {
  /** Whether HTTP/2 is spoken, with TLS only. Cannot be changed in flight. Default true. */
  readonly http2?: boolean;

  /** Security headers of responses. */
  readonly headers?: WebHeaders;
}

/** The headers that may be set, and no others (`https.md`). */
export interface WebHeaders {
  /** Where a page may load from. */
  readonly 'Content-Security-Policy'?: string;

  /** Whether a page may be shown in a frame. */
  readonly 'X-Frame-Options'?: 'deny' | 'sameorigin';

  /** Whether browsers may guess the type of content. */
  readonly 'X-Content-Type-Options'?: 'nosniff';

  /** The XSS filter of old browsers. */
  readonly 'X-XSS-Protection'?: string;

  /** Whether browsers must use TLS from now on, for all of the domain. */
  readonly 'Strict-Transport-Security'?: string;
}

/** A token bucket for all requests. */
export interface WebRateLimit {
  /** Requests that may come at once. */
  readonly burst?: number;

  /** Time after which one more request may come, as a Go duration: `100ms`. 0 for no limit. Default 0. */
  readonly interval?: string;
}
