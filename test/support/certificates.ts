import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Names of the files that {@link makeCertificates} writes. */
export type CertificateFile = 'ca.crt' | 'tls.crt' | 'tls.key';

export type Certificates = Readonly<Record<CertificateFile, Buffer>>;

/**
 * One authority, and one certificate that it has signed: for all members of a mesh, and for who calls them.
 *
 * @param names alternative names as openssl takes them: `DNS:mesh.example`, `IP:127.0.0.1`
 * @param days until it ends; a negative one has ended already
 */
export function makeCertificates(dir: string, names: readonly string[], days = 2): Certificates {
  const file = (name: string): string => join(dir, name);
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'pipe' });
  const key = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];
  openssl(
    ...['req', '-x509', ...key, '-keyout', file('ca.key'), '-out', file('ca.crt'), '-subj', '/CN=authority'],
    ...['-days', '2'],
  );
  openssl('req', ...key, '-keyout', file('tls.key'), '-out', file('tls.csr'), '-subj', '/CN=member');
  writeFileSync(file('names'), `subjectAltName=${names.join()}`);
  openssl(
    ...['x509', '-req', '-in', file('tls.csr'), '-CA', file('ca.crt'), '-CAkey', file('ca.key')],
    ...['-CAcreateserial', '-out', file('tls.crt'), '-days', String(days), '-extfile', file('names')],
  );
  const read = (name: CertificateFile): Buffer => readFileSync(file(name));
  return { 'ca.crt': read('ca.crt'), 'tls.crt': read('tls.crt'), 'tls.key': read('tls.key') };
}

/** Why no certificates can be made here; undefined where they can. */
export function missingOpenssl(): string | undefined {
  try {
    execFileSync('openssl', ['version'], { stdio: 'ignore' });
    return undefined;
  } catch {
    return 'no openssl';
  }
}
