import type { Catalogue } from '../catalogue';
import { each, since } from '../facts';
import { old, section } from './old';
import { httpClient } from './http-client';

const oci = since('3.14', '#18919');
const outscale = since('3.12', '#18139');
const stackit = since('3.5', '#16401');

/** Discovery by the APIs of clouds other than AWS. */
export const cloudDiscoverySections = {
  azure_sd_config: {
    ...each(old, 'environment', 'authentication_method', 'subscription_id', 'tenant_id', 'client_id'),
    ...each(old, 'client_secret', 'resource_group', 'refresh_interval', 'port'),
    ...httpClient,
  },
  digitalocean_sd_config: {
    role: since('3.12', '#18287'),
    ...each(old, 'port', 'refresh_interval'),
    ...httpClient,
  },
  gce_sd_config: each(old, 'project', 'zone', 'filter', 'refresh_interval', 'port', 'tag_separator'),
  hetzner_sd_config: {
    ...each(old, 'role', 'port', 'refresh_interval'),
    label_selector: since('3.5', '#16512'),
    ...httpClient,
  },
  ionos_sd_config: {
    ...each(old, 'datacenter_id', 'port', 'refresh_interval'),
    ...httpClient,
  },
  linode_sd_config: {
    region: since('2.52', '#13774'),
    ...each(old, 'port', 'tag_separator', 'refresh_interval'),
    ...httpClient,
  },
  oci_sd_config: {
    ...each(
      oci,
      'auth',
      'tenancy',
      'user',
      'fingerprint',
      'key_file',
      'key_passphrase',
      'key_passphrase_file',
    ),
    ...each(oci, 'region', 'compartments', 'port', 'refresh_interval'),
    ...httpClient,
  },
  openstack_sd_config: {
    ...each(old, 'role', 'region', 'identity_endpoint', 'username', 'userid', 'password'),
    ...each(old, 'domain_name', 'domain_id', 'project_name', 'project_id'),
    ...each(old, 'application_credential_name', 'application_credential_id', 'application_credential_secret'),
    ...each(old, 'all_tenants', 'refresh_interval', 'port', 'availability'),
    tls_config: section('tls_config'),
  },
  outscale_sd_config: {
    ...each(outscale, 'region', 'access_key', 'secret_key', 'secret_key_file', 'endpoint'),
    ...each(outscale, 'port', 'refresh_interval'),
    ...httpClient,
  },
  ovhcloud_sd_config: {
    ...each(old, 'application_key', 'application_secret', 'consumer_key', 'service', 'endpoint'),
    refresh_interval: old,
  },
  scaleway_sd_config: {
    ...each(old, 'access_key', 'secret_key', 'secret_key_file', 'project_id', 'role', 'port', 'api_url'),
    ...each(old, 'zone', 'name_filter', 'tags_filter', 'refresh_interval'),
    ...httpClient,
  },
  stackit_sd_config: {
    ...each(stackit, 'project', 'region', 'endpoint', 'port', 'refresh_interval', 'credentials_file_path'),
    ...each(stackit, 'private_key', 'private_key_path', 'service_account_key', 'service_account_key_path'),
    ...httpClient,
  },
  triton_sd_config: {
    ...each(
      old,
      'account',
      'role',
      'dns_suffix',
      'endpoint',
      'groups',
      'port',
      'refresh_interval',
      'version',
    ),
    tls_config: section('tls_config'),
  },
  vultr_sd_config: {
    ...each(old, 'port', 'refresh_interval'),
    ...httpClient,
  },
} satisfies Catalogue;
