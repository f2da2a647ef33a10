import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { manyMonitors } from './apps';
import { readOutput } from './bare';
import { inFolder, type Pair } from './measure';

/** What synth costs at a number of monitors. */
export interface Size {
  readonly monitors: number;
  readonly cpu: Pair;
}

/** What a further monitor costs: a row of the report each, and whether it is within its goal. */
export interface Growth {
  readonly what: string;
  readonly ours: number;
  readonly bare: number;
  readonly goal: number;
}

/** Compares sizes, the smallest first. Memory is the peak of fresh processes. */
export function growth(sizes: readonly [Size, Size, Size]): Growth[] {
  const [least, middle, most] = sizes;
  const [few, many] = [peaks(middle.monitors), peaks(most.monitors)];
  const further = most.monitors - middle.monitors;
  const cpu = (who: 'ours' | 'bare', from: Size, to: Size): number =>
    (to.cpu[who] - from.cpu[who]) / (to.monitors - from.monitors);
  return [
    {
      what: 'CPU ms of a further monitor',
      ours: cpu('ours', middle, most),
      bare: cpu('bare', middle, most),
      goal: 0.3,
    },
    {
      what: `the same above ${middle.monitors} against below it`,
      ours: cpu('ours', middle, most) / cpu('ours', least, middle),
      bare: cpu('bare', middle, most) / cpu('bare', least, middle),
      goal: 1.2,
    },
    {
      what: 'peak KiB of a further monitor',
      ours: (many.ours - few.ours) / further,
      bare: (many.bare - few.bare) / further,
      goal: 60,
    },
    {
      what: `peak MiB at ${most.monitors} monitors`,
      ours: many.ours / 1024,
      bare: many.bare / 1024,
      goal: 600,
    },
  ];
}

function peaks(monitors: number): Record<'ours' | 'bare', number> {
  return inFolder((folder) => {
    manyMonitors(monitors)(folder);
    const charts = readOutput(folder);
    return inFolder((inputs) => {
      const file = join(inputs, 'charts.json');
      writeFileSync(file, JSON.stringify(charts));
      return { ours: peak('ours', String(monitors)), bare: peak('bare', file) };
    });
  });
}

function peak(...args: readonly string[]): number {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [...process.execArgv, join(__dirname, 'peak.ts'), ...args],
    { encoding: 'utf8' },
  );
  if (status !== 0) {
    throw new Error(`peak ${args.join(' ')}: ${stderr}`);
  }
  return Number(stdout);
}
