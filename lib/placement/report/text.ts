import { grouped } from '../grouped';
import type { PlacedRule, Placement } from '../placement';
import {
  CLASSES,
  CLASS_MEANINGS,
  CLASS_NAMES,
  classCounts,
  counted,
  describeCost,
  describeReach,
  shareWithoutRaw,
} from './words';

/** The placement for a terminal: figures, and what becomes of each rule that is not simply local. */
export function placementText(placement: Placement, shards: number): string {
  const counts = classCounts(placement);
  const width = Math.max(...CLASSES.map((each) => CLASS_NAMES[each].length));
  const table = CLASSES.map(
    (each) =>
      `  ${String(counts[each]).padStart(5)}  ${CLASS_NAMES[each].padEnd(width)}  ${CLASS_MEANINGS[each]}`,
  );
  const head = [
    `${counted(placement.rules.length, 'rule')} on ${counted(shards, 'shard')}; ${shareWithoutRaw(placement)} read no raw series above`,
    ...table,
  ];
  const groups = [...grouped(placement.rules, ({ file, group }) => `${file}: ${group}`)].map(
    ([title, rules]) => [title, ...rules.map((rule) => describeRule(rule, width))].join('\n'),
  );
  return `${[head.join('\n'), ...groups].join('\n\n')}\n`;
}

function describeRule(rule: PlacedRule, width: number): string {
  const head = `  ${CLASS_NAMES[rule.class].padEnd(width)}  ${rule.name}${rule.overridden ? ' (override)' : ''}`;
  const isPlain = rule.onShards !== undefined && rule.onShards.expr === rule.onShards.elsewhere;
  if (isPlain && rule.reasons.length === 0) {
    return head;
  }
  const [reason] = rule.reasons;
  const reach = rule.onShards === undefined && rule.partials.length === 0 ? undefined : describeReach(rule);
  const lines: Array<readonly [label: string, text: string | undefined]> = [
    ['because', reason === undefined ? undefined : `${reason.part} ${reason.complaint}`],
    ['mend', reason?.remedy],
    ['shards', rule.onShards?.expr],
    ['elsewhere', isPlain ? undefined : rule.onShards?.elsewhere],
    ...rule.partials.flatMap(({ record, expr, elsewhere }): Array<readonly [string, string | undefined]> => [
      [elsewhere === undefined ? 'shard 0' : 'shards', `${record} = ${expr}`],
      ['elsewhere', elsewhere === expr ? undefined : elsewhere],
    ]),
    ['above', rule.above],
    ['cost', rule.above === undefined ? undefined : describeCost(rule)],
    ['reach', reach],
  ];
  const told = lines.flatMap(([label, text]) =>
    text === undefined ? [] : [`      ${label.padEnd(9)}  ${text}`],
  );
  return [head, ...told].join('\n');
}
