import {
  parsePromQL,
  prettyPromQL,
  PROMQL_FEATURES,
  rewritePromQL,
  satisfies,
  selectorsOf,
  type Expr,
  type Matcher,
  type VectorSelector,
} from '../../promql';
import type { RecordingRule } from '../../rules';

/**
 * A part as a leaf records it: its series do not have its external labels where they are stored, so that matchers of these
 * are judged here. Undefined where nothing of the leaf is meant.
 */
export function onLeaf(
  part: RecordingRule,
  externalLabels: Readonly<Record<string, string>>,
): RecordingRule | undefined {
  const expr = parsePromQL(part.expr, { enableFeatures: PROMQL_FEATURES });
  const selectors = selectorsOf(expr);
  if (selectors.length > 0 && !selectors.some((selector) => isMeant(selector, externalLabels))) {
    return undefined;
  }
  return withSelectors(part, expr, (selector) => onlyStored(selector, externalLabels));
}

/** A part of what the hub scrapes itself: with the matcher, nothing of the leaves is in it. */
export function besideLeaves(part: RecordingRule, matcher: Matcher): RecordingRule {
  const expr = parsePromQL(part.expr, { enableFeatures: PROMQL_FEATURES });
  return withSelectors(part, expr, (selector) => ({
    ...selector,
    matchers: [...selector.matchers, matcher],
  }));
}

function withSelectors(
  part: RecordingRule,
  expr: Expr,
  change: (selector: VectorSelector) => VectorSelector,
): RecordingRule {
  const changed = rewritePromQL(expr, (node) => (node.type === 'vectorSelector' ? change(node) : node));
  return { ...part, expr: prettyPromQL(changed) };
}

function isMeant({ matchers }: VectorSelector, labels: Readonly<Record<string, string>>): boolean {
  return matchers.every(
    (matcher) => !Object.hasOwn(labels, matcher.name) || satisfies(matcher, labels[matcher.name] ?? ''),
  );
}

/** Where another leaf is meant, a matcher that holds for no series that is stored stays. */
function onlyStored(selector: VectorSelector, labels: Readonly<Record<string, string>>): VectorSelector {
  const stored = selector.matchers.filter(({ name }) => !Object.hasOwn(labels, name));
  const [label] = Object.keys(labels);
  return isMeant(selector, labels) || label === undefined
    ? { ...selector, matchers: stored }
    : { ...selector, matchers: [...stored, { name: label, type: '=', value: 'another leaf' }] };
}
