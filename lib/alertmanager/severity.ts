import type { Finding, Where } from '../problems';
import { inProps, type Words } from '../versions';

/** For resources of the operator, which may have run in a cluster before. */
export const asInOperator: Words = (field) => inProps(field);

/**
 * Reports what Alertmanager runs, and never does as it is said: a mistake. In what is written for this library
 * it is an error; in what may run somewhere today, a native file or a resource of the operator, a warning.
 */
export function reportMistake(where: Where, words: Words, finding: Finding): void {
  if (words === inProps) {
    where.error(finding);
  } else {
    where.warning(finding);
  }
}
