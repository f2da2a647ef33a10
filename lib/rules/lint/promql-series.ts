import { matchersOf, metricNamesOf, selectorsOf } from '../../promql';
import type { Lint } from './lint';

/** By the convention that all mixins follow, exporters have no colons in names, and recording rules do. */
const OF_RECORDED = ':';
const ALERTS: ReadonlySet<string> = new Set(['ALERTS', 'ALERTS_FOR_STATE']);

/** Names that nobody records, as far as that can be known. */
export const promqlSeries: Lint = function* ({ expr }, { recorded, alerts, isOpen }) {
  for (const selector of isOpen ? [] : selectorsOf(expr)) {
    for (const name of metricNamesOf(selector) ?? []) {
      if (name.includes(OF_RECORDED) && !recorded.has(name)) {
        yield {
          value: name,
          complaint: 'is recorded by no rule that this Prometheus loads',
          remedy:
            'Compare the spelling, select the rule that records it, or turn the lint off where a live rule does.',
        };
      }
      const alert = ALERTS.has(name)
        ? matchersOf(selector).find((matcher) => matcher.name === 'alertname' && matcher.type === '=')?.value
        : undefined;
      if (alert !== undefined && !alerts.has(alert)) {
        yield {
          value: alert,
          complaint: 'is the name of no alert that this Prometheus loads',
          remedy: 'Compare the spelling, or select the rule that has it.',
        };
      }
    }
  }
};
