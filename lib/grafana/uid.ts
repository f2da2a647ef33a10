import { createHash } from 'node:crypto';

/** The longest that Grafana takes. */
const LONGEST = 40;

/**
 * The uid of a data source: says who it is. Made from names alone, so that it stays the same for as long as these do.
 * Longer ones keep their beginning and end with a digest of the whole.
 */
export function uidOf(...parts: readonly string[]): string {
  const whole = parts.filter((part) => part !== '').join('-');
  const plain = whole.replace(/[^a-zA-Z0-9_-]/g, '-');
  if (plain.length <= LONGEST && plain === whole) {
    return plain;
  }
  const digest = createHash('sha256').update(whole).digest('hex').slice(0, 8);
  return `${plain.slice(0, LONGEST - digest.length - 1)}-${digest}`;
}

/** Whether Grafana takes it. */
export function isUid(text: string): boolean {
  return /^[a-zA-Z0-9_-]{1,40}$/.test(text);
}
