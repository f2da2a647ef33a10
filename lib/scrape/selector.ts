import type { Where } from '../problems';
import { checkChoice } from '../values';

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

/** Reports what Kubernetes would refuse in a selector. */
export function checkSelector(where: Where, selector: LabelSelector | undefined): void {
  selector?.matchExpressions?.forEach(({ operator, values = [] }, index) => {
    const at = where.at('matchExpressions', index);
    checkChoice(at.at('operator'), operator, ['In', 'NotIn', 'Exists', 'DoesNotExist']);
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
