/**
 * The number of a shard in what users write, as the operator's reloader puts it in. (In relabelings only text can stand
 * so, and the braces of shells mean something else there.)
 */
export const SHARD_NUMBER = '$(SHARD)';

/** With the number of the shard where the placeholder stands. */
export function numbered<T>(value: T, shard: number): T {
  const text = JSON.stringify(value);
  return text.includes(SHARD_NUMBER)
    ? (JSON.parse(text.replaceAll(SHARD_NUMBER, String(shard))) as T)
    : value;
}
