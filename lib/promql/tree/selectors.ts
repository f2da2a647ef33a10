import { METRIC_NAME, type Expr, type Matcher, type VectorSelector } from '../ast';
import { walkPromQL } from './walk';

/** All selectors of an expression, in the order of the text, those of ranges among them. */
export function selectorsOf(expr: Expr): readonly VectorSelector[] {
  const selectors: VectorSelector[] = [];
  walkPromQL(expr, (node) => {
    if (node.type === 'vectorSelector') {
      selectors.push(node);
    }
  });
  return selectors;
}

/** All that a selector demands of a series: its matchers, and that of the name before the braces. */
export function matchersOf({ name, matchers }: VectorSelector): readonly Matcher[] {
  return name === undefined ? matchers : [...matchers, { name: METRIC_NAME, type: '=', value: name }];
}

/** Names written out with `|`: all that they can match is known. */
const ALTERNATIVES = /^[\w:]+(?:\|[\w:]+)*$/;

/**
 * The names of metrics that a selector can select: those that it names, also as alternatives,
 * `{__name__=~"a|b"}`; undefined where it can be any.
 */
export function metricNamesOf(selector: VectorSelector): readonly string[] | undefined {
  for (const { name, type, value } of matchersOf(selector)) {
    if (name === METRIC_NAME && type === '=' && value !== '') {
      return [value];
    }
    if (name === METRIC_NAME && type === '=~' && ALTERNATIVES.test(value)) {
      return value.split('|');
    }
  }
  return undefined;
}
