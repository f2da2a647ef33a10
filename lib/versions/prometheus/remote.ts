import type { Catalogue } from '../catalogue';
import { each, since } from '../facts';
import { old, section } from './old';
import { httpClient } from './http-client';

/** Remote write and read, with the ways to authenticate that only they (and Alertmanagers) have. */
export const remoteSections = {
  remote_write: {
    ...each(old, 'url', 'remote_timeout', 'headers', 'name', 'send_exemplars', 'send_native_histograms'),
    write_relabel_configs: section('relabel_config'),
    protobuf_message: since('2.54', '#14395'),
    round_robin_dns: since('3.1', '#15329'),
    failed_request_logging: since('3.15', '#19249'),
    convert_nhcb_to_classic: since('3.16', '#17205'),
    sigv4: section('sigv4'),
    azuread: section('azuread', since('2.45', '#11944')),
    google_iam: section('google_iam', since('2.55', '#14346')),
    queue_config: section('queue_config'),
    metadata_config: section('metadata_config'),
    ...httpClient,
  },
  remote_read: {
    ...each(old, 'url', 'name', 'required_matchers', 'remote_timeout', 'headers', 'read_recent'),
    filter_external_labels: old,
    chunked_read_limit: since('2.55', '#11379'),
    ...httpClient,
  },
  queue_config: {
    ...each(old, 'capacity', 'max_shards', 'min_shards', 'max_samples_per_send', 'batch_send_deadline'),
    ...each(old, 'min_backoff', 'max_backoff', 'retry_on_http_429'),
    sample_age_limit: since('2.50', '#13002'),
  },
  metadata_config: each(old, 'send', 'send_interval', 'max_samples_per_send'),
  sigv4: {
    ...each(old, 'region', 'access_key', 'secret_key', 'profile', 'role_arn'),
    // The documentation says 2.54, but sigv4 came without it until 3.1.
    use_fips_sts_endpoint: since('3.1', 'go.mod 3.1.0, prometheus/sigv4 0.1.0'),
    service_name: since('3.5', 'go.mod 3.5.0, prometheus/sigv4 0.2.0'),
    external_id: since('3.11', '#17916'),
    ...each(since('3.15', '#19569'), 'session_name', 'tags'),
  },
  google_iam: each(since('2.55', '#14346'), 'credentials_file'),
  azuread: {
    cloud: since('2.45', '#11944'),
    managed_identity: section('azuread_managed_identity', since('2.45', '#11944')),
    oauth: section('azuread_oauth', since('2.48', '#12572')),
    sdk: section('azuread_sdk', since('2.52', '#13099')),
    workload_identity: section('azuread_workload_identity', since('3.7', '#16788')),
    scope: since('3.9', '#17483'),
    certificate: section('azuread_certificate', since('3.13', '#18217')),
  },
  azuread_managed_identity: each(since('2.45', '#11944'), 'client_id'),
  azuread_oauth: each(since('2.48', '#12572'), 'client_id', 'client_secret', 'tenant_id'),
  azuread_sdk: each(since('2.52', '#13099'), 'tenant_id'),
  azuread_workload_identity: each(since('3.7', '#16788'), 'client_id', 'tenant_id', 'token_file_path'),
  azuread_certificate: {
    ...each(since('3.13', '#18217'), 'client_id', 'tenant_id', 'certificate_path', 'certificate_key_path'),
    ...each(since('3.13', '#18217'), 'certificate_password', 'send_certificate_chain'),
  },
} satisfies Catalogue;
