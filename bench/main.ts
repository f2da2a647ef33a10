import { manyMonitors, platformExample, type Program } from './apps';
import { bareCdk8s } from './bare';
import { inFolder, measurePair, sameBytes, type Pair } from './measure';
import { measurePromQL } from './promql';

interface Case {
  readonly title: string;
  readonly program: Program;
  readonly rounds: number;

  /** Monitors, where the case is one of a series. */
  readonly monitors?: number;
}

const CASES: readonly Case[] = [
  { title: 'examples/platform', program: platformExample, rounds: 9 },
  ...[100, 1_000, 10_000].map((monitors) => ({
    title: `${monitors.toLocaleString('en')} monitors`,
    program: manyMonitors(monitors),
    rounds: monitors < 10_000 ? 7 : 3,
    monitors,
  })),
];

/** What we hold ourselves to. */
const GOAL = 1.5;

function main(): void {
  const synth = synthWithinGoal();
  const promql = promqlWithinGoal();
  process.exitCode = synth && promql ? 0 : 1;
}

function synthWithinGoal(): boolean {
  process.stdout.write(
    'CPU time of construction and synth, ours and bare cdk8s in turn, writing the same bytes\n\n',
  );
  row('case', 'ours ms', 'bare ms', 'ratio', 'ms per monitor');
  row('---', '---:', '---:', '---:', '---:');
  const results = CASES.map(run);
  const missed = results.filter(({ ratio }) => ratio > GOAL).length;
  process.stdout.write(
    `\n${missed === 0 ? 'all' : `${results.length - missed} of ${results.length}`} within ${GOAL} ×\n`,
  );
  return missed === 0;
}

function promqlWithinGoal(): boolean {
  const pair = measurePromQL(7);
  if (pair === undefined) {
    process.stdout.write('\nPromQL: not measured, there is no ../shared with rules to read\n');
    return true;
  }
  process.stdout.write(
    '\nCPU time of reading and checking the rules of kube-prometheus, ours and the parse of the official grammar in turn\n\n',
  );
  row('rules', 'ours ms', 'grammar ms', 'ratio', 'rules per second');
  row('---:', '---:', '---:', '---:', '---:');
  const speed = Math.round((pair.rules * 1000) / pair.ours).toLocaleString('en');
  row(String(pair.rules), pair.ours.toFixed(0), pair.bare.toFixed(0), pair.ratio.toFixed(2), speed);
  return pair.ratio <= GOAL;
}

function run({ title, program, rounds, monitors }: Case): Pair {
  return inFolder((folder) => {
    program(folder);
    const bare = bareCdk8s(folder);
    if (!sameBytes(program, bare)) {
      throw new Error(`${title}: bare cdk8s writes other bytes, so that nothing can be compared`);
    }
    const pair = measurePair(program, bare, rounds);
    const slope = monitors === undefined ? '' : (pair.ours / monitors).toFixed(2);
    row(title, pair.ours.toFixed(0), pair.bare.toFixed(0), pair.ratio.toFixed(2), slope);
    return pair;
  });
}

function row(...cells: readonly string[]): void {
  process.stdout.write(`| ${cells.join(' | ')} |\n`);
}

main();
