import { matchersOf, metricNamesOf, selectorsOf, type VectorSelector } from '../../promql';
import type { Lint, LintContext, LintFinding } from './lint';

/** By the convention that all mixins follow, exporters have no colons in names, and recording rules do. */
const OF_RECORDED = ':';
const ALERTS: ReadonlySet<string> = new Set(['ALERTS', 'ALERTS_FOR_STATE']);

/** Names that nobody records, and jobs that nothing scrapes, as far as that can be known. */
export const promqlSeries: Lint = function* ({ expr }, context) {
  for (const selector of context.isOpen ? [] : selectorsOf(expr)) {
    yield* unknownNames(selector, context);
    yield* unknownJob(selector, context);
  }
};

function* unknownNames(selector: VectorSelector, { recorded, alerts }: LintContext): Iterable<LintFinding> {
  for (const name of metricNamesOf(selector) ?? []) {
    if (name.includes(OF_RECORDED) && !recorded.has(name)) {
      yield {
        value: name,
        complaint: 'is recorded by no rule that this Prometheus loads',
        remedy:
          'Compare the spelling, select the rule that records it, or turn the lint off where a live rule does.',
      };
    }
    const alert = ALERTS.has(name) ? valueOf(selector, 'alertname') : undefined;
    if (alert !== undefined && !alerts.has(alert)) {
      yield {
        value: alert,
        complaint: 'is the name of no alert that this Prometheus loads',
        remedy: 'Compare the spelling, or select the rule that has it.',
      };
    }
  }
}

/** Series of rules may have any job: only names that nobody records come from a scrape. */
function* unknownJob(selector: VectorSelector, { recorded, jobs }: LintContext): Iterable<LintFinding> {
  const job = valueOf(selector, 'job');
  const names = metricNamesOf(selector) ?? [];
  const isScraped = names.length > 0 && names.every((name) => !recorded.has(name) && !ALERTS.has(name));
  if (isScraped && job !== undefined && job !== '' && jobs?.has(job) === false) {
    yield {
      value: job,
      complaint: 'is the job of nothing that this Prometheus scrapes',
      remedy: `There is: ${[...jobs].sort().join(', ') || 'none'}. Compare the spelling, or let it take the monitor.`,
    };
  }
}

/** What a label must be, where the selector says that in one word. */
function valueOf(selector: VectorSelector, label: string): string | undefined {
  return matchersOf(selector).find(({ name, type }) => name === label && type === '=')?.value;
}
