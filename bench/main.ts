import { manyMonitors, platformExample } from './apps';
import { bareCdk8s, readOutput } from './bare';
import type { Case } from './case';
import { growth, type Size } from './growth';
import { inFolder, measurePair, sameBytes, type Pair } from './measure';

const CASES: readonly Case[] = [
  { title: 'examples/platform', program: platformExample, rounds: 9 },
  ...[100, 1_000, 10_000].map((monitors) => ({
    title: `${monitors.toLocaleString('en')} monitors`,
    program: manyMonitors(monitors),
    rounds: monitors < 10_000 ? 7 : 3,
    monitors,
  })),
];

function main(): void {
  process.stdout.write(
    'CPU time of construction and synth, ours and bare cdk8s in turn, writing the same bytes\n\n',
  );
  row('case', 'ours ms', 'bare ms', 'ratio');
  row('---', '---:', '---:', '---:');
  const results = CASES.map(run);
  const missed = growthOf(results);
  process.stdout.write(`\n${missed === 0 ? 'every goal is reached' : `${missed} goals are missed`}\n`);
  process.exitCode = missed === 0 ? 0 : 1;
}

/** Reports what a further monitor costs, and returns how many goals that misses. */
function growthOf(results: readonly Pair[]): number {
  const sizes = CASES.flatMap(({ monitors }, index): Size[] => {
    const cpu = results[index];
    return monitors === undefined || cpu === undefined ? [] : [{ monitors, cpu }];
  });
  process.stdout.write('\n');
  row('growth', 'ours', 'bare', 'ratio', 'goal');
  row('---', '---:', '---:', '---:', '---:');
  const rows = growth(sizes as [Size, Size, Size]);
  for (const { what, ours, bare, goal } of rows) {
    row(what, ours.toFixed(2), bare.toFixed(2), (ours / bare).toFixed(2), String(goal));
  }
  return rows.filter(({ ours, goal }) => ours > goal).length;
}

function run({ title, program, rounds }: Case): Pair {
  return inFolder((folder) => {
    program(folder);
    const bare = bareCdk8s(readOutput(folder));
    if (!sameBytes(program, bare)) {
      throw new Error(`${title}: bare cdk8s writes other bytes, so that nothing can be compared`);
    }
    const pair = measurePair(program, bare, rounds);
    row(title, pair.ours.toFixed(0), pair.bare.toFixed(0), pair.ratio.toFixed(2));
    return pair;
  });
}

function row(...cells: readonly string[]): void {
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

main();
