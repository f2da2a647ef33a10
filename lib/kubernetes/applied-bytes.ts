/**
 * How long data is in the annotation in which client-side apply keeps the object: as JSON, of which kubectl
 * writes `<`, `>` and `&` with six characters. Rules are full of comparisons.
 */
export function appliedBytes(data: string | Readonly<Record<string, string>>): number {
  const json = JSON.stringify(data);
  const escaped = json.match(/[<>&]/g)?.length ?? 0;
  return Buffer.byteLength(json) + escaped * (String.raw`\u003c`.length - 1);
}
