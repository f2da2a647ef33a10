import { readFileSync } from 'node:fs';
import { manyMonitors } from './apps';
import { bareCdk8s, type BareChart } from './bare';
import { inFolder } from './measure';

/** A process of its own: runs one program once and prints the peak of its memory in KiB. */
const [kind, argument = ''] = process.argv.slice(2);
const program =
  kind === 'ours'
    ? manyMonitors(Number(argument))
    : bareCdk8s(JSON.parse(readFileSync(argument, 'utf8')) as BareChart[]);
inFolder(program);
process.stdout.write(`${process.resourceUsage().maxRSS}\n`);
