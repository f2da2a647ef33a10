import type { Where } from '../problems';

/** Headers that Prometheus writes itself, in lower case. Upstream: `reservedHeaders`. */
const RESERVED_HEADERS = new Set([
  'authorization',
  'host',
  'content-encoding',
  'content-length',
  'content-type',
  'user-agent',
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'www-authenticate',
  'accept-encoding',
  'x-prometheus-remote-write-version',
  'x-prometheus-remote-read-version',
  'x-amz-date',
  'x-amz-security-token',
  'x-amz-content-sha256',
]);

/** Reports headers that Prometheus refuses, since it writes them itself. */
export function checkHeaders(where: Where, headers: Readonly<Record<string, string>>): void {
  for (const header of Object.keys(headers)) {
    if (RESERVED_HEADERS.has(header.toLowerCase())) {
      where.error({
        code: 'header-taken',
        value: header,
        complaint: 'is written by Prometheus itself',
        remedy: 'Leave it out; credentials have fields of their own.',
      });
    }
  }
}

/** Reports a name that two places have. */
export function checkUniqueNames(
  where: Where,
  remotes: ReadonlyArray<{ readonly name?: string }>,
  other: string,
): void {
  const names = new Set<string>();
  remotes.forEach(({ name = '' }, index) => {
    if (name !== '' && names.has(name)) {
      where.at(index, 'name').error({
        code: 'duplicate',
        value: name,
        complaint: `is the name of ${other}`,
        remedy: 'Prometheus refuses two of one name; choose another.',
      });
    }
    names.add(name);
  });
}
