import type { Catalogue, Fact, Section } from '../catalogue';
import { each, withSecrets } from '../facts';

const old: Fact = { since: '0.1', source: 'docs/storage.md' };

function section(name: string): Fact {
  return { ...old, section: name };
}

const transport = {
  ...each(old, 'idle_conn_timeout', 'response_header_timeout', 'insecure_skip_verify'),
  ...each(old, 'tls_handshake_timeout', 'expect_continue_timeout', 'max_idle_conns'),
  ...each(old, 'max_idle_conns_per_host', 'max_conns_per_host', 'disable_compression'),
} satisfies Section;

const sections = {
  objstore_tls: {
    ...each(old, 'ca_file', 'cert_file', 'key_file', 'server_name', 'insecure_skip_verify'),
  },
  objstore_http: { ...transport, tls_config: section('objstore_tls') },
  objstore_S3: {
    ...each(old, 'bucket', 'endpoint', 'region', 'disable_dualstack', 'aws_sdk_auth', 'access_key'),
    ...each(old, 'insecure', 'signature_version2', 'secret_key', 'session_token', 'put_user_metadata'),
    ...each(old, 'list_objects_version', 'bucket_lookup_type', 'send_content_md5', 'disable_multipart'),
    ...each(old, 'part_size', 'sts_endpoint', 'max_retries'),
    http_config: section('objstore_http'),
    trace: section('objstore_trace'),
    sse_config: section('objstore_sse'),
  },
  objstore_trace: { enable: old },
  objstore_sse: each(old, 'type', 'kms_key_id', 'kms_encryption_context', 'encryption_key'),
  objstore_GCS: {
    ...each(old, 'bucket', 'service_account', 'use_grpc', 'grpc_conn_pool_size', 'chunk_size_bytes'),
    ...each(old, 'max_retries'),
    http_config: section('objstore_http'),
  },
  objstore_AZURE: {
    ...each(old, 'az_tenant_id', 'client_id', 'client_secret', 'storage_account', 'storage_account_key'),
    ...each(old, 'storage_connection_string', 'storage_create_container', 'container', 'endpoint'),
    ...each(old, 'user_assigned_id', 'max_retries', 'msi_resource'),
    reader_config: section('objstore_azure_reader'),
    pipeline_config: section('objstore_azure_pipeline'),
    http_config: section('objstore_http'),
  },
  objstore_azure_reader: { max_retry_requests: old },
  objstore_azure_pipeline: each(old, 'max_tries', 'try_timeout', 'retry_delay', 'max_retry_delay'),
  objstore_SWIFT: {
    ...each(old, 'auth_version', 'auth_url', 'username', 'user_domain_name', 'user_domain_id', 'user_id'),
    ...each(old, 'password', 'domain_id', 'domain_name', 'application_credential_id'),
    ...each(old, 'application_credential_name', 'application_credential_secret', 'project_id'),
    ...each(old, 'project_name', 'project_domain_id', 'project_domain_name', 'region_name'),
    ...each(old, 'container_name', 'large_object_chunk_size', 'large_object_segments_container_name'),
    ...each(old, 'retries', 'connect_timeout', 'timeout', 'use_dynamic_large_objects'),
    http_config: section('objstore_http'),
  },
  objstore_COS: {
    ...each(old, 'bucket', 'region', 'app_id', 'endpoint', 'secret_key', 'secret_id', 'max_retries'),
    http_config: section('objstore_http'),
  },
  objstore_ALIYUNOSS: each(old, 'endpoint', 'bucket', 'access_key_id', 'access_key_secret'),
  objstore_BOS: each(old, 'bucket', 'endpoint', 'access_key', 'secret_key'),
  objstore_OCI: {
    ...each(old, 'provider', 'bucket', 'compartment_ocid', 'tenancy_ocid', 'user_ocid', 'region'),
    ...each(old, 'fingerprint', 'privatekey', 'passphrase', 'part_size', 'max_request_retries'),
    ...each(old, 'request_retry_interval'),
    http_config: section('objstore_oci_http'),
  },
  objstore_oci_http: { ...transport, client_timeout: old },
  objstore_OBS: {
    ...each(old, 'bucket', 'endpoint', 'access_key', 'secret_key', 'max_retries'),
    http_config: section('objstore_http'),
  },
  objstore_FILESYSTEM: { directory: old },
} satisfies Catalogue;

/** Fields that hold secrets. Upstream reads none of them from files, but all of them from variables of the environment. */
const secrets = new Set([
  'access_key',
  'secret_key',
  'session_token',
  'encryption_key',
  'service_account',
  'client_secret',
  'storage_account_key',
  'storage_connection_string',
  'password',
  'application_credential_secret',
  'secret_id',
  'access_key_id',
  'access_key_secret',
  'privatekey',
  'passphrase',
]);

/** What `config` of an `objstore.yml` holds: a section for each type, `objstore_S3`. */
export const objectStoreCatalogue: Catalogue = withSecrets(sections, secrets);
