import { manyMonitors, platformExample } from './apps';
import { bareCdk8s, readOutput } from './bare';
import type { Case } from './case';
import { CLUSTERS, FLEET_GOAL, FLEET_GROWTH_GOAL, measureFleet } from './fleet';
import { growth, type Size } from './growth';
import { IMPORT_GOAL, measureImport } from './import';
import { inFolder, measurePair, sameBytes, type Pair } from './measure';
import { measurePromQL } from './promql';
import { FEW, MANY, measureRules, RULES_GOAL } from './rules';

const CASES: readonly Case[] = [
  { title: 'examples/platform', program: platformExample, rounds: 9 },
  ...[100, 1_000, 10_000].map((monitors) => ({
    title: `${monitors.toLocaleString('en')} monitors`,
    program: manyMonitors(monitors),
    rounds: monitors < 10_000 ? 7 : 3,
    monitors,
  })),
];

/** Rules that are read in a second. */
const LEAST_RULES = 10_000;

/** Prints everything that is measured; each part says how many of its goals it misses. */
function main(): void {
  const missed = synth() + fleet() + imports() + promql() + rules();
  process.stdout.write(`\n${missed === 0 ? 'every goal is reached' : `${missed} goals are missed`}\n`);
  process.exitCode = missed === 0 ? 0 : 1;
}

function synth(): number {
  process.stdout.write(
    'CPU time of construction and synth, ours and bare cdk8s in turn, writing the same bytes\n\n',
  );
  row('case', 'ours ms', 'bare ms', 'ratio');
  row('---', '---:', '---:', '---:');
  const results = CASES.map(run);
  return growthOf(results);
}

/** Many clusters, beside bare cdk8s that writes the same, and beside half as many. */
function fleet(): number {
  const { bare, growth: half } = measureFleet(3);
  process.stdout.write(`\nCPU time of a fleet of ${CLUSTERS} clusters with 50 monitors each\n\n`);
  row('beside', 'ours ms', 'its ms', 'ratio', 'goal');
  row('---', '---:', '---:', '---:', '---:');
  row('bare cdk8s', bare.ours.toFixed(0), bare.bare.toFixed(0), bare.ratio.toFixed(2), String(FLEET_GOAL));
  row(
    'half of it',
    half.ours.toFixed(0),
    half.bare.toFixed(0),
    half.ratio.toFixed(2),
    String(FLEET_GROWTH_GOAL),
  );
  return (bare.ratio > FLEET_GOAL ? 1 : 0) + (half.ratio > FLEET_GROWTH_GOAL ? 1 : 0);
}

/** Reading of rules, beside the parse of the official grammar, which checks nothing. */
function promql(): number {
  const pair = measurePromQL(7);
  if (pair === undefined) {
    process.stdout.write('\nPromQL: not measured, there is no ../shared with rules to read\n');
    return 0;
  }
  process.stdout.write(
    '\nCPU time of reading and checking the rules of kube-prometheus, ours and the parse of the official grammar in turn\n\n',
  );
  row('rules', 'ours ms', 'grammar ms', 'ratio', 'rules per second', 'goal');
  row('---:', '---:', '---:', '---:', '---:', '---:');
  const speed = (pair.rules * 1000) / pair.ours;
  row(
    String(pair.rules),
    pair.ours.toFixed(0),
    pair.bare.toFixed(0),
    pair.ratio.toFixed(2),
    speed.toFixed(0),
    String(LEAST_RULES),
  );
  return speed < LEAST_RULES ? 1 : 0;
}

/** Reading of the operator's resources, beside bare cdk8s that copies them. */
function imports(): number {
  const pair = measureImport(7);
  if (pair === undefined) {
    process.stdout.write('\nImport: not measured, there is no ../shared with manifests to read\n');
    return 0;
  }
  process.stdout.write(
    '\nCPU time of the 84 manifests of kube-prometheus, imported, and read and written by bare cdk8s in turn\n\n',
  );
  row('ours ms', 'bare ms', 'ratio', 'goal');
  row('---:', '---:', '---:', '---:');
  row(pair.ours.toFixed(0), pair.bare.toFixed(0), pair.ratio.toFixed(2), String(IMPORT_GOAL));
  return pair.ratio > IMPORT_GOAL ? 1 : 0;
}

/** Whether the time for rules grows as their number does. */
function rules(): number {
  const pair = measureRules();
  process.stdout.write('\nCPU time of construction and synth of rules\n\n');
  row('rules', 'ms', 'times as long', 'goal');
  row('---:', '---:', '---:', '---:');
  row(FEW.toLocaleString('en'), pair.bare.toFixed(0), '1', '');
  row(MANY.toLocaleString('en'), pair.ours.toFixed(0), pair.ratio.toFixed(1), String(RULES_GOAL));
  return pair.ratio > RULES_GOAL ? 1 : 0;
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
