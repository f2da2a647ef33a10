import { metricNamesOf, walkPromQL } from '../../promql';
import { formatDuration } from '../../values';
import type { Lint, LintFinding } from './lint';

/** Functions that need two samples in their range. */
const NEED_TWO: ReadonlySet<string> = new Set([
  'changes',
  'delta',
  'deriv',
  'idelta',
  'increase',
  'irate',
  'predict_linear',
  'rate',
  'resets',
]);

/** A range with less than two samples gives nothing, and one that fits barely gives nothing after a lost scrape. */
export const promqlRate: Lint = function* ({ expr }, { scrapeInterval, recorded }) {
  const found: LintFinding[] = [];
  walkPromQL(expr, (node) => {
    const [range] = node.type === 'call' && NEED_TWO.has(node.name) ? node.args : [];
    if (node.type !== 'call' || range?.type !== 'matrixSelector' || range.range.type !== 'number') {
      return;
    }
    const milliseconds = range.range.value * 1000;
    const isRecorded = metricNamesOf(range.selector)?.some((name) => recorded.has(name)) === true;
    if (milliseconds < 2 * scrapeInterval && !isRecorded) {
      found.push({
        value: `[${formatDuration(milliseconds)}]`,
        complaint: `is too short for ${node.name}(): targets are scraped every ${formatDuration(scrapeInterval)}, and it needs two samples`,
        remedy: `Four intervals survive a lost scrape: [${formatDuration(4 * scrapeInterval)}].`,
      });
    }
  });
  yield* found;
};
