import { count, formatFinding, type Check, type CheckedInstance, type ValidationReport } from '../validate';
import type { Synthesized } from './synthesize';
import { bold, green, red, yellow } from './colours';

/** More of the same kind are counted only: mend these first. */
const SHOWN_FINDINGS = 20;

/** Says how the synth went; all of what it said only where it failed. */
export function printSynthesized({ code, milliseconds, warnings, output }: Synthesized): void {
  if (code !== 0) {
    console.log(output.trimEnd());
    console.log(`\n${red('The synth failed')} (exit code ${code})`);
    return;
  }
  heading(
    `Warnings of the synth: ${warnings.length === 0 ? 'none' : warnings.length} (${seconds(milliseconds)})`,
  );
  warnings.forEach((warning) => print(yellow('!'), warning));
}

export function printReport(report: ValidationReport, folder: string, milliseconds: number): void {
  heading(`Files: ${report.files} in ${folder}, ${Math.round(report.bytes / 1024)} KiB`);
  printObjects(report.objects);
  heading('What runs');
  report.instances.forEach(printInstance);
  heading('Checks');
  report.checks.forEach(printCheck);
  printVerdict(report, folder, milliseconds);
}

function printObjects(objects: ValidationReport['objects']): void {
  const total = Object.values(objects).reduce((sum, number) => sum + number, 0);
  const rows = Object.entries({ ...objects, 'in all': total });
  const width = Math.max(...rows.map(([kind]) => kind.length));
  heading('Objects');
  rows.forEach(([kind, number]) => console.log(`  ${kind.padEnd(width)} ${String(number).padStart(4)}`));
}

function printInstance({ object, figures }: CheckedInstance): void {
  const parts = Object.entries(figures).map(([noun, number]) => count(number, noun));
  console.log(`  ${[object, parts.join(', ')].filter((part) => part !== '').join(': ')}`);
}

function printCheck({ title, scope, findings, notes, skipped }: Check): void {
  const verdict =
    skipped !== undefined ? yellow('skipped') : findings.length > 0 ? red('FAILED ') : green('ok     ');
  console.log(`  ${verdict}  ${title} (${skipped ?? scope})`);
  notes.forEach((note) => print('-', note, 11));
  findings.slice(0, SHOWN_FINDINGS).forEach((finding) => print(red('x'), formatFinding(finding), 11));
  if (findings.length > SHOWN_FINDINGS) {
    print(red('x'), `and ${findings.length - SHOWN_FINDINGS} more`, 11);
  }
}

function printVerdict({ checks }: ValidationReport, folder: string, milliseconds: number): void {
  const findings = checks.flatMap((check) => check.findings).length;
  const skipped = checks.filter((check) => check.skipped !== undefined).length;
  const verdict = findings > 0 ? red(`${findings} found to be wrong`) : green('All valid');
  const omitted = skipped === 0 ? '' : `, ${skipped} of ${count(checks.length, 'check')} skipped`;
  console.log(`\n${verdict}${omitted}, in ${seconds(milliseconds)}.`);
  if (findings === 0) {
    console.log(`To run it: kubectl apply --server-side -f ${folder}/`);
  }
}

function heading(text: string): void {
  console.log(`\n${bold(text)}`);
}

/** A mark and a text, whose further lines are indented as its first. */
function print(mark: string, text: string, indent = 2): void {
  const [first = '', ...rest] = text.split('\n');
  const margin = ' '.repeat(indent);
  console.log([`${margin}${mark} ${first}`, ...rest.map((line) => `${margin}  ${line}`)].join('\n'));
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}
