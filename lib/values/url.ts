import type { Where } from '../problems';

/** `URL` trims and mends what it reads, and takes `http:host`; Go does not. */
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#]\S*$/i;

/** Reports a text that is no absolute URL of one of the schemes. */
export function checkUrl(
  where: Where,
  text: string | undefined,
  schemes: readonly string[] = ['http', 'https'],
): void {
  if (text === undefined) {
    return;
  }
  const scheme = ABSOLUTE.test(text) && URL.canParse(text) ? new URL(text).protocol.slice(0, -1) : undefined;
  if (scheme === undefined || !schemes.includes(scheme)) {
    where.error({
      code: 'invalid-url',
      value: text,
      complaint: `is not an absolute URL (${schemes.join(', ')})`,
      remedy: `Write the whole address, for example "${schemes[0]}://example.com/path".`,
    });
  }
}
