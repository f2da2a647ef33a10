import { METRIC_NAME, type Expr, type Matcher, type VectorSelector } from '../ast';
import { matches } from '../pattern';
import { rewritePromQL } from '../tree';
import { MatcherConflictError } from './conflict';

export interface InjectOptions {
  /**
   * What happens where a selector asks for another value of the label: `error` says so, `replace` puts the injected
   * matcher in the place of what was written, as prom-label-proxy and the Prometheus Operator do.
   *
   * @default 'error'
   */
  readonly onConflict?: 'error' | 'replace';
}

/**
 * Makes every selector of an expression demand these values of labels, so that it sees no other series. A matcher
 * that the selector has on such a label gives way: it can only ask for the same, or contradict.
 *
 * Only selectors are changed. That `info(x)` reads `target_info`, without a selector, is left to the caller.
 *
 * @param labels values by label, for example `{ namespace: 'shop' }`
 * @throws {MatcherConflictError} where a matcher contradicts, unless it is to be replaced
 * @throws {RangeError} where a value is empty, which would demand that the label is missing, or the label is the name
 */
export function injectMatchers(
  expr: Expr,
  labels: Readonly<Record<string, string>>,
  { onConflict = 'error' }: InjectOptions = {},
): Expr {
  const injected = Object.entries(labels).map(([name, value]) => equality(name, value));
  return rewritePromQL(expr, (node) =>
    node.type === 'vectorSelector' ? injectInto(node, injected, onConflict) : node,
  );
}

function equality(name: string, value: string): Matcher {
  if (value === '' || name === '' || name === METRIC_NAME) {
    throw new RangeError(
      `${JSON.stringify(name)} = ${JSON.stringify(value)} cannot be demanded of every series`,
    );
  }
  return Object.freeze({ name, type: '=', value });
}

function injectInto(
  selector: VectorSelector,
  injected: readonly Matcher[],
  onConflict: 'error' | 'replace',
): VectorSelector {
  const kept = selector.matchers.filter((existing) => {
    const demand = injected.find(({ name }) => name === existing.name);
    if (demand !== undefined && onConflict === 'error' && !holds(existing, demand.value)) {
      throw new MatcherConflictError(selector, existing, demand);
    }
    return demand === undefined;
  });
  return Object.freeze({ ...selector, matchers: Object.freeze([...kept, ...injected]) });
}

/** Whether a matcher holds for a value. */
function holds({ type, value }: Matcher, text: string): boolean {
  switch (type) {
    case '=':
      return value === text;
    case '!=':
      return value !== text;
    case '=~':
      return matches(value, text);
    case '!~':
      return !matches(value, text);
  }
}
