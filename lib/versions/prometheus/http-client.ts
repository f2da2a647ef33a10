import type { Catalogue, Section } from '../catalogue';
import { deprecated, each, since } from '../facts';
import { old, section } from './old';

/** `jwt-bearer` came with prometheus/common 0.67. */
const jwtBearer = since('3.8', '#17592');

const proxy = each(old, 'proxy_url', 'no_proxy', 'proxy_from_environment', 'proxy_connect_header');

/**
 * Fields of every HTTP client, for spreading: upstream inlines them.
 *
 * `*_ref` fields, which its parser takes as well, are left out on purpose: they name secrets of a secret
 * manager, and Prometheus has none, so it refuses them.
 */
export const httpClient = {
  basic_auth: section('basic_auth'),
  authorization: section('authorization'),
  oauth2: section('oauth2'),
  bearer_token: deprecated(old, '2.26', 'authorization.credentials'),
  bearer_token_file: deprecated(old, '2.26', 'authorization.credentials_file'),
  tls_config: section('tls_config'),
  ...each(old, 'follow_redirects', 'enable_http2'),
  ...proxy,
  http_headers: since('2.55', '#14817'),
} satisfies Section;

export const httpClientSections = {
  basic_auth: {
    username: old,
    username_file: since('2.49', 'go.mod 2.49.0, prometheus/common 0.45.0'),
    ...each(old, 'password', 'password_file'),
  },
  authorization: each(old, 'type', 'credentials', 'credentials_file'),
  oauth2: {
    ...each(
      old,
      'client_id',
      'client_secret',
      'client_secret_file',
      'scopes',
      'token_url',
      'endpoint_params',
    ),
    ...each(jwtBearer, 'grant_type', 'signature_algorithm', 'iss', 'audience', 'claims'),
    ...each(jwtBearer, 'client_certificate_key', 'client_certificate_key_file', 'client_certificate_key_id'),
    tls_config: section('tls_config'),
    ...proxy,
  },
  tls_config: {
    ...each(since('2.45', 'configuration.md 2.45.0, prometheus/common 0.44.0'), 'ca', 'cert', 'key'),
    ...each(old, 'ca_file', 'cert_file', 'key_file', 'server_name', 'insecure_skip_verify'),
    ...each(old, 'min_version', 'max_version'),
  },
} satisfies Catalogue;
