import { ManifestError, LookupError } from '../manifests';
import { RelabelError } from '../relabel';

/** What a user has to mend at the command line. */
export class UsageError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'UsageError';
  }
}

const EXPECTED = [UsageError, ManifestError, LookupError, RelabelError];

/** Runs a command; what went wrong is said in one line, and a stack is shown only for mistakes of ours. */
export function failing<A extends unknown[]>(action: (...args: A) => void): (...args: A) => void {
  return (...args) => {
    try {
      action(...args);
    } catch (error) {
      if (!(error instanceof Error && isExpected(error))) {
        throw error;
      }
      process.stderr.write(`cdk8s-prometheus: ${error.message}\n`);
      process.exitCode = 1;
    }
  };
}

/** Those of the file system have a code: no right to read, a folder that is gone. */
function isExpected(error: Error): boolean {
  return EXPECTED.some((each) => error instanceof each) || 'syscall' in error;
}
