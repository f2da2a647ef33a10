import { RE2JS, RE2JSSyntaxException } from 're2js';
import type { Where } from '../problems';

/**
 * Why RE2, the regular expressions of Prometheus and Alertmanager, would refuse a pattern; undefined where
 * it would not. JavaScript's own `RegExp` accepts what RE2 does not (look-around, back references).
 */
export function regexFault(pattern: string): string | undefined {
  const known = FAULTS.get(pattern);
  if (known !== undefined) return known.fault;
  const fault = compileFault(pattern);
  FAULTS.set(pattern, { fault });
  return fault;
}

/** Teams write the same few patterns into hundreds of definitions, and RE2 takes its time for each. */
const FAULTS = new Map<string, { readonly fault: string | undefined }>();

function compileFault(pattern: string): string | undefined {
  try {
    RE2JS.compile(pattern);
    return undefined;
  } catch (error) {
    if (error instanceof RE2JSSyntaxException) {
      return error.message;
    }
    throw error;
  }
}

/** Reports a pattern that RE2 refuses. */
export function checkRegex(where: Where, pattern: string | undefined): void {
  const fault = pattern === undefined ? undefined : regexFault(pattern);
  if (fault !== undefined) {
    where.error({
      code: 'invalid-regex',
      value: pattern,
      complaint: `is not a regular expression that RE2 accepts: ${fault}`,
      remedy: 'RE2 has no look-around and no back references; write it without.',
    });
  }
}

/** A pattern that matches the text and nothing else. */
export function quoteRegex(text: string): string {
  return text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');
}
