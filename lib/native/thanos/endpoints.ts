/** File of `--endpoint.sd-config-file`: what a Query reads from. */
export interface EndpointsFile {
  readonly default_client_config?: GrpcClientConfig;
  readonly endpoints: readonly Endpoint[];
}

/** A server of the Store, Rules, Metadata, Targets and Exemplars APIs. */
export interface Endpoint {
  readonly address: string;

  /** Whether it counts as one that must answer, also when it was never seen. Such an address is not looked up by `dns+`. */
  readonly strict?: boolean;
  readonly client_config?: GrpcClientConfig;
}

/** How a gRPC server is called. */
export interface GrpcClientConfig {
  readonly tls_config?: GrpcTlsConfig;
  readonly server_name?: string;
  readonly compression?: 'none' | 'snappy';
}

export interface GrpcTlsConfig {
  readonly enabled?: boolean;
  readonly insecure_skip_verify?: boolean;
  readonly cert_file?: string;
  readonly key_file?: string;
  readonly ca_file?: string;
  readonly min_version?: string;
}
