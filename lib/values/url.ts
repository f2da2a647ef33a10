import type { Where } from '../problems';

/** `URL` trims and mends what it reads, takes `http:host`, and more in hosts and paths; Go does not. */
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:\/\/[^\s/?#%^`{|}\\]+(\/([^\s?#%]|%[\da-f]{2})*)?([?#]\S*)?$/i;

/** User and password before the host; what stands in braces is a template, and names a value only. */
const USER_INFO = /^([a-z][a-z0-9+.-]*:\/\/)[^\s/?#{]*@/i;

/** Reports a text that is no absolute URL of one of the schemes, or tells a password. */
export function checkUrl(
  where: Where,
  text: string | undefined,
  schemes: readonly string[] = ['http', 'https'],
): void {
  if (text === undefined) {
    return;
  }
  checkUrlCredentials(where, text);
  checkUrlForm(where, text, schemes);
}

/** The same of one in which passwords are looked for elsewhere. */
export function checkUrlForm(
  where: Where,
  text: string,
  schemes: readonly string[] = ['http', 'https'],
): void {
  const scheme = ABSOLUTE.test(text) && URL.canParse(text) ? new URL(text).protocol.slice(0, -1) : undefined;
  if (scheme === undefined || !schemes.includes(scheme)) {
    where.error({
      code: 'invalid-url',
      value: withoutCredentials(text),
      complaint: `is not an absolute URL (${schemes.join(', ')})`,
      remedy: `Write the whole address, for example "${schemes[0]}://example.com/path".`,
    });
  }
}

/** Reports a URL with a user or a password in it, and shows neither. */
export function checkUrlCredentials(where: Where, text: string): void {
  if (USER_INFO.test(text)) {
    where.error({
      code: 'secret-in-manifest',
      value: withoutCredentials(text),
      complaint: 'holds a user or a password, which everybody could read in the manifest',
      remedy: 'Leave them out of the URL; use `basicAuth`, which takes the password by reference.',
    });
  }
}

function withoutCredentials(text: string): string {
  return typeof text === 'string' ? text.replace(USER_INFO, '$1***@') : text;
}
