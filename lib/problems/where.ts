import type { Problem, Severity } from './problem';

/** What a check has to say; the place it adds itself. */
export type Finding = Pick<Problem, 'code' | 'complaint'> & Partial<Pick<Problem, 'value' | 'remedy'>>;

/**
 * A place in what the user wrote, and the list on which everything that is found there is put.
 *
 * Checks report and go on, so that one run shows all that is wrong with an app.
 */
export class Where {
  /** @param problems grows as checks report */
  constructor(
    private readonly problems: Problem[],
    readonly path: string,
    readonly subject?: string,
    readonly field?: string,
  ) {}

  /** The place of a field, or of an item of a list, below this one. */
  at(...keys: ReadonlyArray<string | number>): Where {
    return new Where(this.problems, this.path, this.subject, keys.reduce(appendKey, this.field));
  }

  /** The same construct, about a part of it that has a name of its own. */
  about(subject: string): Where {
    return new Where(this.problems, this.path, subject);
  }

  error(finding: Finding): void {
    this.report('error', finding);
  }

  warning(finding: Finding): void {
    this.report('warning', finding);
  }

  private report(severity: Severity, finding: Finding): void {
    this.problems.push({
      severity,
      path: this.path,
      ...(this.subject === undefined ? {} : { subject: this.subject }),
      ...(this.field === undefined ? {} : { field: this.field }),
      ...finding,
    });
  }
}

function appendKey(field: string | undefined, key: string | number): string {
  if (typeof key === 'number') {
    return `${field ?? ''}[${key}]`;
  }
  return field === undefined ? key : `${field}.${key}`;
}
