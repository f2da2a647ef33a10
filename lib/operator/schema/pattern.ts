import { RE2JS } from 're2js';

const COMPILED = new Map<string, RE2JS>();

/** Whether a text matches a pattern of a CRD somewhere, as Go reads it. */
export function matches(pattern: string, text: string): boolean {
  let compiled = COMPILED.get(pattern);
  if (compiled === undefined) {
    compiled = RE2JS.compile(pattern);
    COMPILED.set(pattern, compiled);
  }
  return compiled.test(text);
}
