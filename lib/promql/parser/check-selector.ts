import { METRIC_NAME, type Matcher, type VectorSelector } from '../ast';
import { matchesEmpty } from '../pattern';
import type { Reader } from './reader';

/** Reports a selector that names its metric twice, or that selects every series there is. */
export function checkSelector(reader: Reader, selector: VectorSelector): void {
  if (selector.name !== undefined) {
    for (const { value } of selector.matchers.filter(({ name }) => name === METRIC_NAME)) {
      reader.report(
        'selector',
        selector,
        `metric name must not be set twice: "${selector.name}" or ${JSON.stringify(value)}`,
        'Name it before the braces or in them.',
      );
    }
  } else if (selector.matchers.every(acceptsMissing)) {
    reader.reportUnbounded(selector);
  }
}

/** Whether a matcher holds for series that lack the label. */
function acceptsMissing({ type, value }: Matcher): boolean {
  switch (type) {
    case '=':
      return value === '';
    case '!=':
      return value !== '';
    case '=~':
      return matchesEmpty(value);
    case '!~':
      return !matchesEmpty(value);
  }
}
