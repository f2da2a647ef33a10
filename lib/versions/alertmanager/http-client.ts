import type { Catalogue, Fact } from '../catalogue';
import { deprecated, each, since } from '../facts';
import { old, section } from './old';

/** The changelog is silent on what comes with the Go library that Prometheus shares. */
const common = (version: string, library: string): Fact =>
  since(version, `go.mod ${version}.0, prometheus/common ${library}`);

const jwtBearer = common('0.30', '0.67.4');

const proxy = each(common('0.26', '0.44.0'), 'no_proxy', 'proxy_from_environment', 'proxy_connect_header');

/**
 * `*_ref` fields, which the parser takes as well, are left out on purpose: they name secrets of a secret manager,
 * and Alertmanager has none, so it refuses them.
 */
export const httpClientSections = {
  http_config: {
    basic_auth: section('basic_auth'),
    authorization: section('authorization', since('0.22', '#2499')),
    oauth2: section('oauth2', since('0.22', '#2560')),
    bearer_token: deprecated(old, '0.22', 'authorization.credentials'),
    bearer_token_file: deprecated(old, '0.22', 'authorization.credentials_file'),
    tls_config: section('tls_config'),
    follow_redirects: since('0.22', '#2499'),
    enable_http2: since('0.25', '#3010'),
    proxy_url: old,
    ...proxy,
    http_headers: common('0.28', '0.61.0'), // a free map; all fields of a header are as old as the map
  },
  basic_auth: {
    ...each(old, 'username', 'password', 'password_file'),
    username_file: common('0.27', '0.46.0'),
  },
  authorization: each(since('0.22', '#2499'), 'type', 'credentials', 'credentials_file'),
  oauth2: {
    ...each(since('0.22', '#2560'), 'client_id', 'client_secret', 'client_secret_file'),
    ...each(since('0.22', '#2560'), 'scopes', 'token_url', 'endpoint_params'),
    tls_config: section('tls_config', common('0.24', '0.32.1')),
    proxy_url: since('0.25', '#3010'),
    ...proxy,
    ...each(jwtBearer, 'grant_type', 'signature_algorithm', 'iss', 'audience', 'claims'),
    ...each(jwtBearer, 'client_certificate_key', 'client_certificate_key_file', 'client_certificate_key_id'),
  },
  tls_config: {
    ...each(old, 'ca_file', 'cert_file', 'key_file', 'server_name', 'insecure_skip_verify'),
    min_version: since('0.25', '#3010'),
    max_version: since('0.25', '#3168'),
    ...each(common('0.26', '0.44.0'), 'ca', 'cert', 'key'),
  },
} satisfies Catalogue;
