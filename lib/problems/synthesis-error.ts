import { formatProblem, type Problem } from './problem';

/**
 * Thrown by `app.synth()` where the app is wrong: nothing was written. Holds every problem of the whole
 * app, also the messages of validations that are not ours.
 */
export class SynthesisError extends Error {
  constructor(readonly problems: readonly Problem[]) {
    super(describe(problems));
    this.name = 'SynthesisError';
  }
}

function describe(problems: readonly Problem[]): string {
  const errors = problems.filter((problem) => problem.severity === 'error');
  const count = errors.length === 1 ? '1 error' : `${errors.length} errors`;
  return [`${count}, nothing was written`, ...errors.map(formatProblem)].join('\n\n');
}
