import type { Where } from '../problems';
import { checkChoice, checkNamespaceName } from '../values';

/** A condition on a label. Kubernetes: `LabelSelectorRequirement`. */
export interface LabelSelectorRequirement {
  readonly key: string;
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';

  /** Needed by In and NotIn. */
  readonly values?: readonly string[];
}

/** Conditions on labels, all of which must hold; an empty one matches everything. Kubernetes: `LabelSelector`. */
export interface LabelSelector {
  readonly matchLabels?: Readonly<Record<string, string>>;
  readonly matchExpressions?: readonly LabelSelectorRequirement[];
}

/** Namespaces by their names. Operator: `NamespaceSelector`. */
export interface NamespaceSelector {
  /** Every namespace of the cluster. @default false */
  readonly any?: boolean;

  /** @default - the namespace of the construct itself */
  readonly matchNames?: readonly string[];
}

/** Whether the labels fulfil the selector, as Kubernetes decides it. */
export function matchesLabels(selector: LabelSelector, labels: Readonly<Record<string, string>>): boolean {
  return requirements(selector).every(({ key, operator, values = [] }) => {
    const value = Object.hasOwn(labels, key) ? labels[key] : undefined;
    switch (operator) {
      case 'In':
        return value !== undefined && values.includes(value);
      case 'NotIn':
        return value === undefined || !values.includes(value);
      case 'Exists':
        return value !== undefined;
      case 'DoesNotExist':
        return value === undefined;
    }
  });
}

/** The selector as one list of conditions, those of `matchLabels` first and by their keys. */
export function requirements(selector: LabelSelector): LabelSelectorRequirement[] {
  const equal = Object.entries(selector.matchLabels ?? {})
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => ({ key, operator: 'In' as const, values: [value] }));
  return [...equal, ...(selector.matchExpressions ?? [])];
}

const OPERATORS: ReadonlyArray<LabelSelectorRequirement['operator']> = [
  'In',
  'NotIn',
  'Exists',
  'DoesNotExist',
];

/**
 * Reports what Kubernetes would refuse in a selector. Fields that it does not have are errors above all:
 * without them `{ app: 'checkout' }`, a forgotten `matchLabels`, would be empty and match everything.
 */
export function checkSelector(where: Where, selector: LabelSelector | undefined): void {
  checkFields(where, selector, ['matchLabels', 'matchExpressions']);
  for (const [key, value] of Object.entries(selector?.matchLabels ?? {})) {
    if (typeof value !== 'string') {
      where.at('matchLabels', key).error({ code: 'invalid-label', value, complaint: 'is not a text' });
    }
  }
  selector?.matchExpressions?.forEach(({ operator, values = [] }, index) => {
    const at = where.at('matchExpressions', index);
    checkChoice(at.at('operator'), operator, OPERATORS);
    if (!OPERATORS.includes(operator)) {
      return; // which values it wants, nobody can say
    }
    const wantsValues = operator === 'In' || operator === 'NotIn';
    if (wantsValues !== values.length > 0) {
      at.at('values').error({
        code: 'incomplete',
        value: values,
        complaint: wantsValues ? `must name a value for "${operator}"` : `must be empty for "${operator}"`,
      });
    }
  });
}

/** Reports fields that a selector of namespaces does not have, and names that no namespace has. */
export function checkNamespaceSelector(where: Where, selector: NamespaceSelector | undefined): void {
  checkFields(where, selector, ['any', 'matchNames']);
  selector?.matchNames?.forEach((name, index) => {
    checkNamespaceName(where.at('matchNames', index), name);
  });
}

function checkFields(where: Where, selector: object | undefined, fields: readonly string[]): void {
  const unknown = Object.keys(selector ?? {}).filter((field) => !fields.includes(field));
  if (unknown.length > 0) {
    where.error({
      code: 'unknown-field',
      value: selector,
      complaint: `has no field ${unknown.map((field) => `"${field}"`).join(', ')}`,
      remedy: `It has ${fields.map((field) => `\`${field}\``).join(' and ')}.`,
    });
  }
}

/** The namespaces that are meant: names, or all of the cluster. */
export function selectedNamespaces(
  selector: NamespaceSelector | undefined,
  own: string,
): readonly string[] | 'all' {
  if (selector?.any === true) {
    return 'all';
  }
  const names = selector?.matchNames ?? [];
  return names.length === 0 ? [own] : names;
}
