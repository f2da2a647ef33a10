import { printPromQL, selectorsOf, metricNamesOf } from '../../promql';
import { xxhash64 } from '../phase';
import type { WantedPartial } from './partial-recorder';

/** A partial result, and for which rule it was wanted first. */
export interface NameRequest {
  /** What it is: requests with the same key are one partial result. */
  readonly key: string;
  readonly rule: string;
  readonly wanted: WantedPartial;
}

/** Says what a partial result is called, by what it is. */
export type NameOf = (key: string, wanted: WantedPartial) => string;

/** The partial results that a rule asks for as its expression is rewritten. */
export function requestsOf(rule: string, rewrite: (nameOf: NameOf) => unknown): NameRequest[] {
  const requests: NameRequest[] = [];
  rewrite((key, wanted) => {
    requests.push({ key, rule, wanted });
    return key;
  });
  return requests;
}

const PREFIX = 'partial';

/** What makes a partial result the one that it is, in its group. */
export function partialKey(group: string, { forms, on }: WantedPartial, epoch: number): string {
  return JSON.stringify([group, on, printPromQL(forms.first), printPromQL(forms.others), epoch]);
}

/**
 * Names by key: `partial:<rule>:<aggregation>:<metric>`. Where that is not enough to tell two apart, a hash of what they are
 * made of follows: names do not depend on what stands before or after in a file.
 */
export function partialNames(requests: readonly NameRequest[], prefix = PREFIX): Map<string, string> {
  const bases = new Map<string, string>();
  for (const { key, rule, wanted } of requests) {
    if (!bases.has(key)) {
      bases.set(key, baseName(prefix, rule, wanted));
    }
  }
  const uses = new Map<string, number>();
  for (const base of bases.values()) {
    uses.set(base, (uses.get(base) ?? 0) + 1);
  }
  return new Map(
    [...bases].map(
      ([key, base]) => [key, uses.get(base) === 1 ? base : `${base}:${shortHash(key)}`] as const,
    ),
  );
}

function baseName(prefix: string, rule: string, { forms, kind }: WantedPartial): string {
  const [metric] = selectorsOf(forms.first).flatMap((selector) => metricNamesOf(selector) ?? []);
  return [prefix, rule, kind, metric ?? 'series'].map(plain).join(':');
}

function shortHash(text: string): string {
  return xxhash64(Buffer.from(text)).toString(16).padStart(16, '0').slice(0, 6);
}

/** Names that every server takes. */
function plain(text: string): string {
  return text.replace(/[^\w:]/g, '_');
}
