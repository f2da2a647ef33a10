import { createHash } from 'node:crypto';
import { isLabelName, type NameValidationScheme } from '../values';
import { setLabel, type LabelMap } from './labels';
import { lowercase, uppercase } from './letters';
import type { Rule } from './rule';

/** What one rule did. */
export interface Applied {
  /** False: the label set is dropped. */
  readonly keep: boolean;

  /** Whether the expression (or the comparison) held; undefined where the action asks no such question. */
  readonly matched?: boolean;
}

/** Applies one rule to a label set, which is changed in place. */
export function apply(labels: LabelMap, rule: Rule, scheme: NameValidationScheme): Applied {
  const value = sourceValue(labels, rule);
  switch (rule.action) {
    case 'keep':
    case 'drop': {
      const matched = rule.expression.matches(value);
      return { keep: matched === (rule.action === 'keep'), matched };
    }
    case 'keepequal':
    case 'dropequal': {
      const matched = value === (labels.get(rule.targetLabel) ?? '');
      return { keep: matched === (rule.action === 'keepequal'), matched };
    }
    case 'replace':
      return { keep: true, matched: replace(labels, rule, value, scheme) };
    case 'lowercase':
      setLabel(labels, rule.targetLabel, lowercase(value));
      return { keep: true };
    case 'uppercase':
      setLabel(labels, rule.targetLabel, uppercase(value));
      return { keep: true };
    case 'hashmod':
      setLabel(labels, rule.targetLabel, String(hash(value) % rule.modulus));
      return { keep: true };
    case 'labelmap':
      return { keep: true, matched: mapNames(labels, rule) };
    case 'labeldrop':
      return { keep: true, matched: removeNames(labels, (name) => rule.expression.matches(name)) };
    case 'labelkeep':
      return { keep: true, matched: removeNames(labels, (name) => !rule.expression.matches(name)) };
  }
}

/** What the expression of a rule is matched against. */
export function sourceValue(labels: ReadonlyMap<string, string>, rule: Rule): string {
  return rule.sourceLabels.map((name) => labels.get(name) ?? '').join(rule.separator);
}

/** A name that the groups make of the target label, and that is none, is passed over. */
function replace(labels: LabelMap, rule: Rule, value: string, scheme: NameValidationScheme): boolean {
  const [target, replacement] = rule.expression.fill(value, [rule.targetLabel, rule.replacement]) ?? [];
  if (target !== undefined && replacement !== undefined && isLabelName(target, scheme)) {
    setLabel(labels, target, replacement);
  }
  return target !== undefined;
}

/**
 * Copies from the labels as they were before, by name: where two of them become one, the last wins. (Upstream
 * it is a matter of chance which one.)
 */
function mapNames(labels: LabelMap, { expression, replacement }: Rule): boolean {
  const before = [...labels].sort(([a], [b]) => (a < b ? -1 : 1));
  let matched = false;
  for (const [name, value] of before) {
    const [target] = expression.fill(name, [replacement]) ?? [];
    if (target !== undefined) {
      matched = true;
      setLabel(labels, target, value);
    }
  }
  return matched;
}

function removeNames(labels: LabelMap, isRemoved: (name: string) => boolean): boolean {
  const names = [...labels.keys()].filter(isRemoved);
  names.forEach((name) => labels.delete(name));
  return names.length > 0;
}

/** What `hashmod` makes of a text. */
export function hashModulo(text: string, modulus: number): number {
  return Number(hash(text) % BigInt(modulus));
}

/** The last eight bytes of an MD5 sum, as a number: on it the shares of targets among shards depend. */
function hash(text: string): bigint {
  return createHash('md5').update(text).digest().readBigUInt64BE(8);
}
