import type { Catalogue } from '../catalogue';
import { each, since } from '../facts';
import { section } from './old';

const first = since('0.24', '#2237');

/** The inline twins of files came with exporter-toolkit 0.11. */
const inline = since('0.27', 'go.mod 0.27.0, prometheus/exporter-toolkit 0.11.0');

/** The file of `--cluster.tls-config`. */
export const clusterTlsSections = {
  cluster_tls: {
    tls_server_config: section('tls_server_config', first),
    tls_client_config: section('tls_config', first),
  },
  tls_server_config: {
    ...each(inline, 'cert', 'key', 'client_ca'),
    ...each(first, 'cert_file', 'key_file', 'client_auth_type', 'client_ca_file'),
    ...each(first, 'min_version', 'max_version', 'cipher_suites', 'curve_preferences'),
    prefer_server_cipher_suites: first,
    client_allowed_sans: since('0.26', 'go.mod 0.26.0, prometheus/exporter-toolkit 0.10.0'),
  },
} satisfies Catalogue;
