import type { Where } from '../problems';

/** Reports a text that is no absolute URL of one of the schemes. */
export function checkUrl(
  where: Where,
  text: string | undefined,
  schemes: readonly string[] = ['http', 'https'],
): void {
  if (text === undefined) {
    return;
  }
  const scheme = URL.canParse(text) ? new URL(text).protocol.slice(0, -1) : undefined;
  if (scheme === undefined || !schemes.includes(scheme)) {
    where.error({
      code: 'invalid-url',
      value: text,
      complaint: `is not an absolute URL (${schemes.join(', ')})`,
      remedy: `Write the whole address, for example "${schemes[0]}://example.com/path".`,
    });
  }
}
