import type { ExitCode } from './exit-code';

/** What a user has to mend, with the code to exit with. */
export class CliError extends Error {
  override readonly name = 'CliError';

  constructor(
    readonly code: ExitCode,
    message: string,
  ) {
    super(message);
  }
}
