import type { Where } from '../problems';

/**
 * A secret that the program reads from its configuration only. Nothing can be written there: the field is
 * typed so that the compiler says it first, and named so that YAML which has it gets an answer.
 */
export type NoFileTwin = undefined;

/** Reports a secret that cannot be read from a file. */
export function refuseSecret(
  where: Where,
  given: unknown,
  remedy: string,
  complaint = 'cannot be read from a file, and the value of a Secret gets into no manifest',
): void {
  if (given !== undefined) {
    where.error({
      code: 'no-file-twin',
      complaint,
      remedy,
    });
  }
}
