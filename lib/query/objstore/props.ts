import type { SecretKeySelector } from '../../references';

/** HTTP of an object storage, in Thanos's own words. */
export interface ObjectStoreHttp {
  /** Go duration. @default '1m30s' */
  readonly idle_conn_timeout?: string;

  /** Go duration. @default '2m' */
  readonly response_header_timeout?: string;

  /** @default false */
  readonly insecure_skip_verify?: boolean;

  /** Go duration. @default '10s' */
  readonly tls_handshake_timeout?: string;

  /** Go duration. @default '1s' */
  readonly expect_continue_timeout?: string;

  /** @default 100 */
  readonly max_idle_conns?: number;

  /** @default 100 */
  readonly max_idle_conns_per_host?: number;

  /** 0 for any number. @default 0 */
  readonly max_conns_per_host?: number;

  /** @default false */
  readonly disable_compression?: boolean;

  /** Files of the pod: mount them with `secrets` or `configMaps`. */
  readonly tls_config?: {
    readonly ca_file?: string;
    readonly cert_file?: string;
    readonly key_file?: string;
    readonly server_name?: string;
    readonly insecure_skip_verify?: boolean;
  };
}

/** Amazon S3, and what speaks like it. Without keys the pods' own identity is used: set `aws_sdk_auth`. */
export interface S3Config {
  readonly bucket: string;

  /** Host, and perhaps a port: `s3.eu-central-1.amazonaws.com`. */
  readonly endpoint: string;
  readonly region?: string;
  readonly disable_dualstack?: boolean;

  /** Whether credentials are looked for as the SDK of AWS does: workload identity. Excludes keys. @default false */
  readonly aws_sdk_auth?: boolean;
  readonly access_key?: SecretKeySelector;
  readonly secret_key?: SecretKeySelector;
  readonly session_token?: SecretKeySelector;

  /** Whether it speaks plain HTTP. @default false */
  readonly insecure?: boolean;
  readonly signature_version2?: boolean;
  readonly put_user_metadata?: Readonly<Record<string, string>>;
  readonly http_config?: ObjectStoreHttp;
  readonly trace?: { readonly enable: boolean };
  readonly list_objects_version?: 'v1' | 'v2';
  readonly bucket_lookup_type?: 'auto' | 'virtual-hosted' | 'path';
  readonly send_content_md5?: boolean;
  readonly disable_multipart?: boolean;

  /** Bytes. @default 67108864 */
  readonly part_size?: number;
  readonly sse_config?: {
    readonly type: 'SSE-S3' | 'SSE-KMS' | 'SSE-C';
    readonly kms_key_id?: string;
    readonly kms_encryption_context?: Readonly<Record<string, string>>;

    /** A file of the pod. */
    readonly encryption_key?: string;
  };
  readonly sts_endpoint?: string;
  readonly max_retries?: number;
}

/** Google Cloud Storage. Without `service_account` the pods' own identity is used. */
export interface GcsConfig {
  readonly bucket: string;

  /** The JSON of a service account. */
  readonly service_account?: SecretKeySelector;
  readonly use_grpc?: boolean;
  readonly grpc_conn_pool_size?: number;
  readonly http_config?: ObjectStoreHttp;
  readonly chunk_size_bytes?: number;
  readonly max_retries?: number;
}

/** Azure Blob Storage. Without any key the pods' own identity is used. */
export interface AzureConfig {
  readonly storage_account: string;
  readonly container: string;
  readonly az_tenant_id?: string;
  readonly client_id?: string;
  readonly client_secret?: SecretKeySelector;
  readonly storage_account_key?: SecretKeySelector;
  readonly storage_connection_string?: SecretKeySelector;
  readonly storage_create_container?: boolean;
  readonly endpoint?: string;
  readonly user_assigned_id?: string;
  readonly msi_resource?: string;
  readonly max_retries?: number;
  readonly reader_config?: { readonly max_retry_requests?: number };
  readonly pipeline_config?: {
    readonly max_tries?: number;
    readonly try_timeout?: string;
    readonly retry_delay?: string;
    readonly max_retry_delay?: string;
  };
  readonly http_config?: ObjectStoreHttp;
}

/** OpenStack Swift. */
export interface SwiftConfig {
  readonly container_name: string;
  readonly auth_version?: number;
  readonly auth_url?: string;
  readonly username?: string;
  readonly user_domain_name?: string;
  readonly user_domain_id?: string;
  readonly user_id?: string;
  readonly password?: SecretKeySelector;
  readonly domain_id?: string;
  readonly domain_name?: string;
  readonly application_credential_id?: string;
  readonly application_credential_name?: string;
  readonly application_credential_secret?: SecretKeySelector;
  readonly project_id?: string;
  readonly project_name?: string;
  readonly project_domain_id?: string;
  readonly project_domain_name?: string;
  readonly region_name?: string;
  readonly large_object_chunk_size?: number;
  readonly large_object_segments_container_name?: string;
  readonly retries?: number;
  readonly connect_timeout?: string;
  readonly timeout?: string;
  readonly use_dynamic_large_objects?: boolean;
  readonly http_config?: ObjectStoreHttp;
}

/** Tencent COS. */
export interface CosConfig {
  readonly bucket: string;
  readonly region?: string;
  readonly app_id?: string;
  readonly endpoint?: string;
  readonly secret_id?: SecretKeySelector;
  readonly secret_key?: SecretKeySelector;
  readonly max_retries?: number;
  readonly http_config?: ObjectStoreHttp;
}

/** Alibaba Cloud OSS. */
export interface OssConfig {
  readonly bucket: string;
  readonly endpoint: string;
  readonly access_key_id?: SecretKeySelector;
  readonly access_key_secret?: SecretKeySelector;
}

/** Baidu BOS. */
export interface BosConfig {
  readonly bucket: string;
  readonly endpoint: string;
  readonly access_key?: SecretKeySelector;
  readonly secret_key?: SecretKeySelector;
}

/** Oracle OCI. What `raw` needs of keys has several lines, for which there is the whole file in a Secret only. */
export interface OciConfig {
  readonly provider: 'default' | 'instance-principal' | 'oke-workload-identity';
  readonly bucket: string;
  readonly compartment_ocid: string;
  readonly region?: string;
  readonly part_size?: number;
  readonly max_request_retries?: number;

  /** Seconds. */
  readonly request_retry_interval?: number;
  readonly http_config?: Omit<ObjectStoreHttp, 'tls_config'> & { readonly client_timeout?: string };
}

/** Huawei OBS. */
export interface ObsConfig {
  readonly bucket: string;
  readonly endpoint: string;
  readonly access_key?: SecretKeySelector;
  readonly secret_key?: SecretKeySelector;
  readonly max_retries?: number;
  readonly http_config?: ObjectStoreHttp;
}

/** A folder of the pod: for a volume that all pods share, and for tests. */
export interface FilesystemConfig {
  readonly directory: string;
}

/**
 * An object storage, in Thanos's own words (`objstore.yml`). Secrets are references: they reach Thanos by variables of the
 * environment, so that a new value is read when a pod starts.
 */
export type ObjectStorage = (
  | { readonly type: 'S3'; readonly config: S3Config }
  | { readonly type: 'GCS'; readonly config: GcsConfig }
  | { readonly type: 'AZURE'; readonly config: AzureConfig }
  | { readonly type: 'SWIFT'; readonly config: SwiftConfig }
  | { readonly type: 'COS'; readonly config: CosConfig }
  | { readonly type: 'ALIYUNOSS'; readonly config: OssConfig }
  | { readonly type: 'BOS'; readonly config: BosConfig }
  | { readonly type: 'OCI'; readonly config: OciConfig }
  | { readonly type: 'OBS'; readonly config: ObsConfig }
  | { readonly type: 'FILESYSTEM'; readonly config: FilesystemConfig }
) & {
  /** Folder of the bucket in which all is kept. @default - its root */
  readonly prefix?: string;
};

/** What blocks are read from or written to. Operator: `objectStorageConfig`, `objectStorageConfigFile`. */
export interface ObjectStorageProps {
  /** The settings, or a key of a Secret that holds a whole `objstore.yml`; nothing of that can be checked. */
  readonly objectStorageConfig?: ObjectStorage | SecretKeySelector;

  /** Path of such a file in the pod. Excludes `objectStorageConfig`. */
  readonly objectStorageConfigFile?: string;
}
