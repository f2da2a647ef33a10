import { describeOutcome, type Fate, type Imported, type Outcome } from '../operator';
import { formatProblem } from '../problems';

/** What was done, for people. */
export function importSummary(imported: Imported, written: readonly string[]): string {
  const { outcomes, problems, count } = imported;
  const errors = problems.filter(({ severity }) => severity === 'error');
  const warnings = problems.filter(({ severity }) => severity === 'warning');
  const parts =
    errors.length > 0
      ? [counted(errors.length, 'error') + ', nothing was written', ...errors.map(formatProblem)]
      : [
          ...lines('left out', outcomes, 'left-out'),
          ...lines('replaced', outcomes, 'replaced'),
          done(outcomes, count, written),
        ];
  return `${[...warnings.map((warning) => `warning: ${formatProblem(warning)}`), ...parts].join('\n\n')}\n`;
}

/** The same as data. */
export function importReport({ outcomes, problems }: Imported, written: readonly string[]): string {
  return `${JSON.stringify({ written, objects: outcomes, problems }, undefined, 2)}\n`;
}

function lines(title: string, outcomes: readonly Outcome[], fate: Fate): string[] {
  const found = outcomes.filter((outcome) => outcome.fate === fate);
  return found.length === 0
    ? []
    : [
        [
          `${title}:`,
          ...found.map(
            (outcome) => `  ${describeOutcome(outcome)} (${outcome.source}) ${outcome.reason ?? ''}`,
          ),
        ].join('\n'),
      ];
}

function done(outcomes: readonly Outcome[], count: number, written: readonly string[]): string {
  const converted = outcomes.filter(({ fate }) => fate === 'converted');
  const kinds = [...new Set(converted.map(({ kind }) => kind))].sort();
  const what = kinds.map((kind) => counted(converted.filter((each) => each.kind === kind).length, kind));
  const passed = outcomes.filter(({ fate }) => fate === 'passed').length;
  return [
    `${what.join(', ') || 'nothing'} became ${counted(count, 'object')}; ${counted(passed, 'other object')} passed on`,
    ...written
      .slice(0, 1)
      .map((file) => `written: ${file}${written.length > 1 ? ` and ${written.length - 1} more` : ''}`),
  ].join('\n');
}

/** How many there are, in words. */
export function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
