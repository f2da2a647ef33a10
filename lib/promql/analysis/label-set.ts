/**
 * Which labels series can have: at most those of a list, or any but those of a list. That a label can be there does
 * not say that it is.
 */
export interface LabelSet {
  readonly kind: 'only' | 'anyExcept';
  readonly labels: ReadonlySet<string>;
}

export function only(...labels: readonly string[]): LabelSet {
  return { kind: 'only', labels: new Set(labels) };
}

export function anyExcept(...labels: readonly string[]): LabelSet {
  return { kind: 'anyExcept', labels: new Set(labels) };
}

/** Whether series can have the label. */
export function canHaveLabel({ kind, labels }: LabelSet, label: string): boolean {
  return labels.has(label) === (kind === 'only');
}

/** Labels that are in both. */
export function intersect(a: LabelSet, b: LabelSet): LabelSet {
  if (a.kind === 'only') {
    return only(...[...a.labels].filter((label) => canHaveLabel(b, label)));
  }
  return b.kind === 'only' ? intersect(b, a) : anyExcept(...a.labels, ...b.labels);
}

/** Labels that are in one or the other. */
export function union(a: LabelSet, b: LabelSet): LabelSet {
  return complement(intersect(complement(a), complement(b)));
}

/** Labels that are in the first, and not in the second. */
export function subtract(a: LabelSet, b: LabelSet): LabelSet {
  return intersect(a, complement(b));
}

function complement({ kind, labels }: LabelSet): LabelSet {
  return { kind: kind === 'only' ? 'anyExcept' : 'only', labels };
}
