import { METRIC_NAME, type Expr, type Matcher } from '../ast';
import { rewritePromQL } from '../tree';
import { demand } from './demand';

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
    node.type === 'vectorSelector' ? demand(node, injected, onConflict) : node,
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
