import {
  canHaveLabel,
  outputLabels,
  printPromQL,
  walkPromQL,
  type Binary,
  type LabelSet,
} from '../../promql';
import type { Lint, LintFinding } from './lint';

/** Sides of an operation that cannot find each other: nothing comes out of it, ever. */
export const promqlVectorMatching: Lint = function* ({ expr }) {
  const found: LintFinding[] = [];
  walkPromQL(expr, (node) => {
    const label = node.type === 'binary' ? missing(node) : undefined;
    if (node.type === 'binary' && label !== undefined) {
      found.push({
        value: printPromQL(node),
        complaint: `matches nothing: the label ${label} can be on one side of "${node.op}" only`,
        remedy: 'Match `on (…)` labels that both sides have, or keep the label in both.',
      });
    }
  });
  yield* found;
};

/** A label that decides about matches, and that one side cannot have. */
function missing({ op, matching, lhs, rhs }: Binary): string | undefined {
  if (
    matching === undefined ||
    op === 'or' ||
    matching.fill.lhs !== undefined ||
    matching.fill.rhs !== undefined
  ) {
    return undefined;
  }
  const [left, right] = [outputLabels(lhs), outputLabels(rhs)];
  const compared = matching.on ? matching.labels : labelsOfBoth(left, right, matching.labels);
  return compared.find((label) => canHaveLabel(left, label) !== canHaveLabel(right, label));
}

/** Where nothing is said, all labels decide; which there are is known only where both sides name theirs. */
function labelsOfBoth(left: LabelSet, right: LabelSet, ignored: readonly string[]): readonly string[] {
  return left.kind === 'only' && right.kind === 'only'
    ? [...left.labels, ...right.labels].filter((label) => label !== '__name__' && !ignored.includes(label))
    : [];
}
