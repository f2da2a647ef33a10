import { selfSigned, type KeyPair } from './self-signed';

/** The fields of Prometheus's and Alertmanager's configurations whose files must be certificates. */
const CERTIFICATE_FIELDS = new Set(['ca_file', 'cert_file', 'client_ca_file']);

/** A line such as `  cert_file: "/etc/x/tls.crt"` or `- /etc/x/more.yaml`. */
const LINE = /^\s*(?:-\s+)?(?:(\w+):\s+)?["']?(\/[^\s"']*)["']?\s*$/gm;

let pair: KeyPair | undefined;

/** Absolute paths in a configuration, and the names of the fields they stand in. */
export function referredFiles(text: string): Array<{ readonly field: string; readonly path: string }> {
  return [...text.matchAll(LINE)].map(([, field = '', path = '']) => ({ field, path }));
}

/** Something that a program takes for the contents of a file that only the cluster has. */
export function placeholder(field: string, path: string): string {
  if (CERTIFICATE_FIELDS.has(field) || field === 'key_file') {
    pair ??= selfSigned();
    return field === 'key_file' ? pair.key : pair.certificate;
  }
  // Empty YAML is a valid file of rules, scrape configurations and targets alike.
  return path.endsWith('.json') ? '[]' : /\.ya?ml$/.test(path) ? '' : 'placeholder';
}
