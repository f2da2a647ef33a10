import type { Catalogue } from '../catalogue';
import { each, since } from '../facts';
import { old, section } from './old';

/** The inline twins of files came with exporter-toolkit 0.11. */
const inline = since('2.50', 'go.mod 2.50.0, prometheus/exporter-toolkit 0.11.0');

const rateLimit = since('3.8', 'go.mod 3.8.0, prometheus/exporter-toolkit 0.15.0');

/** The file of `--web.config.file`. */
export const webSections = {
  web_config: {
    tls_server_config: section('tls_server_config'),
    http_server_config: section('http_server_config'),
    rate_limit: section('rate_limit', rateLimit),
    basic_auth_users: old,
  },
  tls_server_config: {
    ...each(inline, 'cert', 'key', 'client_ca'),
    ...each(old, 'cert_file', 'key_file', 'client_auth_type', 'client_ca_file', 'client_allowed_sans'),
    ...each(old, 'min_version', 'max_version', 'cipher_suites', 'curve_preferences'),
    prefer_server_cipher_suites: old,
  },
  http_server_config: {
    http2: old,
    headers: section('http_server_headers'),
  },
  http_server_headers: {
    ...each(old, 'Content-Security-Policy', 'X-Frame-Options', 'X-Content-Type-Options', 'X-XSS-Protection'),
    ...each(old, 'Strict-Transport-Security'),
  },
  rate_limit: each(rateLimit, 'burst', 'interval'),
} satisfies Catalogue;
