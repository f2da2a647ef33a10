/** How much a finding weighs: an error stops the synth, a warning is shown and the synth goes on. */
export type Severity = 'error' | 'warning';

/**
 * One thing that is wrong, said so that it can be mended without opening our source: who, which field,
 * what we got, what was expected, and what to do.
 */
export interface Problem {
  readonly severity: Severity;

  /** Stable name of the kind of problem, for filters and tests, for example `unselected`. */
  readonly code: string;

  /** Path of the construct in the app's tree, for example `monitoring/k8s`. */
  readonly path: string;

  /** What inside the construct is meant, where it is not the construct itself, for example `serviceMonitor "checkout"`. */
  readonly subject?: string;

  /** Path of the field, in the words of the props, for example `endpoints[1].port`. */
  readonly field?: string;

  /** What we got. Absent where nothing was given. */
  readonly value?: unknown;

  /** What is wrong with it, in words that follow the value: `is not a port of service "checkout"`. */
  readonly complaint: string;

  /** How to mend it, as a sentence. */
  readonly remedy?: string;
}

/** The paragraph that a person reads. */
export function formatProblem(problem: Problem): string {
  const what = [problem.field, 'value' in problem ? formatValue(problem.value) : undefined, problem.complaint]
    .filter((part) => part !== undefined)
    .join(' ');
  const head = [problem.path, problem.subject, what]
    .filter((part) => part !== undefined && part !== '')
    .join(': ');
  return problem.remedy === undefined ? head : `${head}\n  ${problem.remedy}`;
}

/** Long enough for every name and expression that a person recognizes by its beginning. */
const LONGEST_VALUE = 120;

function formatValue(value: unknown): string {
  // JSON makes null of NaN and of infinity.
  const text =
    typeof value === 'number'
      ? String(value)
      : ((JSON.stringify(value) as string | undefined) ?? typeof value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE - 1)}…` : text;
}

/** The order in which problems are shown: errors first, then by construct and field; the same for the same app. */
export function compareProblems(a: Problem, b: Problem): number {
  return (
    compareText(a.severity, b.severity) ||
    compareText(a.path, b.path) ||
    compareText(a.subject ?? '', b.subject ?? '') ||
    compareText(sortable(a.field), sortable(b.field)) ||
    compareText(a.complaint, b.complaint) ||
    compareText(formatValue(a.value), formatValue(b.value))
  );
}

/** `endpoints[10]` comes after `endpoints[2]`. */
function sortable(field = ''): string {
  return field.replace(/\d+/g, (digits) => digits.padStart(9, '0'));
}

/** By code unit, not by locale: the same on every machine. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
