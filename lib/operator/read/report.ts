import { Where, type Finding, type Problem, type Severity } from '../../problems';
import type { Path } from '../schema';
import type { Found } from './found';

/** Says something of a field of an object, with the line that it is in. */
export function report(
  problems: Problem[],
  found: Found,
  path: Path,
  severity: Severity,
  finding: Finding,
): void {
  const where = new Where(problems, `${found.file}:${found.line(path)}`, found.subject).at(...path);
  if (severity === 'error') {
    where.error(finding);
  } else {
    where.warning(finding);
  }
}
