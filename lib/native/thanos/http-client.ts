/** How Thanos speaks HTTP to Alertmanagers, Queries and its Prometheus: less than Prometheus has, and other names. */
export interface ThanosHttpConfig {
  readonly basic_auth?: { readonly username: string; readonly password_file: string };
  readonly bearer_token_file?: string;
  readonly proxy_url?: string;
  readonly tls_config?: ThanosTlsConfig;
}

export interface ThanosTlsConfig {
  readonly ca_file?: string;
  readonly cert_file?: string;
  readonly key_file?: string;
  readonly server_name?: string;
  readonly insecure_skip_verify?: boolean;
}

/** Addresses, in the way that all of these files have them. */
export interface HttpEndpoints {
  readonly scheme?: 'http' | 'https';
  readonly path_prefix?: string;
  readonly static_configs: readonly string[];
}
