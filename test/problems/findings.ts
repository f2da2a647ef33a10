import { formatProblem, Where, type Problem } from '../../lib/problems';

/** What a check reports, as people read it. It looks at a construct called `app`. */
export function findings(check: (where: Where) => void): string[] {
  return problemsOf(check).map(formatProblem);
}

/** What a check reports, as data. */
export function problemsOf(check: (where: Where) => void): Problem[] {
  const problems: Problem[] = [];
  check(new Where(problems, 'app'));
  return problems;
}

/** The first lines only: what is wrong, without how to mend it. */
export function complaints(check: (where: Where) => void): string[] {
  return findings(check).map((paragraph) => paragraph.split('\n')[0]!);
}
