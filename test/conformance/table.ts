import { corpusThemes, countCases } from './corpus';
import { reasonsOf, type Outcome } from './outcome';
import { REASONS, type ReasonId } from './reasons';

/** The outcomes of a theme. */
export interface Judged {
  readonly theme: string;
  readonly outcomes: readonly Outcome[];
}

const COLUMNS = ['equal', 'different', 'stricter', 'out of reach'] as const;

/** The page `docs/conformance.md`. */
export function conformancePage(all: readonly Judged[]): string {
  const compared = all.reduce((sum, { outcomes }) => sum + outcomes.length, 0);
  const later = corpusThemes().filter((theme) => all.every((judged) => judged.theme !== theme));
  return `${[
    HEAD,
    `## Themes\n\n${themes(all)}`,
    `Of ${compared} cases each is one of these; a case that is none fails the test. ${onlyOld(all)} of the stricter ones are it only for the release that they ask for: the same input at the oldest release that is supported (Prometheus 3.13, Alertmanager 0.32) is equal or different as above. What is out of reach is compared in all that its reasons leave.`,
    `Not compared, since there is no Thanos Ruler here: ${later
      .map((theme) => `\`${theme}\` (${countCases(theme)})`)
      .join(', ')}.`,
    `## Reasons\n\n${KINDS_TEXT}`,
    ...COLUMNS.slice(1).map((kind) => `### ${titleOf(kind)}\n\n${reasons(kind, all)}`),
  ].join('\n\n')}\n`;
}

const HEAD = `# Conformance with the Prometheus Operator

The operator's own test cases (prometheus-operator 0.93.0: what it generates, accepts and rejects) go through the same
conversion as the resources of a user who leaves the operator, and what the constructs make of them is compared with what
the operator made. This page is written by \`test/conformance\`; \`CONFORMANCE=write npm test -- test/conformance\` writes it anew.

Two configurations are **equal** where Prometheus or Alertmanager reads the same from both: what it takes by default may be written or
not.
**different** is what means the same or is better for a named reason, **stricter** what the operator accepts and we refuse
with an error, and **out of reach** what only a controller in the cluster can see or do, or what we do not have.`;

const KINDS_TEXT = `Every difference has its reason here, and how it was shown to be right. A reason that no case needs fails the test.`;

/** How many cases are stricter since they are about an older release, and for nothing else. */
function onlyOld(all: readonly Judged[]): number {
  const old: readonly ReasonId[] = ['version', 'version-gated'];
  return all
    .flatMap(({ outcomes }) => outcomes)
    .filter((outcome) => outcome.kind === 'stricter')
    .filter((outcome) =>
      reasonsOf(outcome).every((reason) => old.includes(reason) || REASONS[reason].kind === 'different'),
    ).length;
}

function titleOf(kind: string): string {
  return kind.charAt(0).toUpperCase() + kind.slice(1);
}

function themes(all: readonly Judged[]): string {
  const rows = all.map(({ theme, outcomes }) => [
    `\`${theme}\``,
    outcomes.length,
    ...COLUMNS.map((kind) => outcomes.filter((outcome) => outcome.kind === kind).length),
  ]);
  const sums = ['cases', ...COLUMNS].map((_, column) =>
    rows.reduce((sum, row) => sum + Number(row[column + 1]), 0),
  );
  return markdown(['theme', 'cases', ...COLUMNS], [...rows, ['**all**', ...sums]]);
}

function reasons(kind: string, all: readonly Judged[]): string {
  const rows = Object.entries(REASONS)
    .filter(([, reason]) => reason.kind === kind)
    .map(([id, { what, why, shown }]) => [`\`${id}\``, what, why, shown, timesUsed(id as ReasonId, all)]);
  return markdown(['reason', 'what', 'why', 'shown by', 'cases'], rows);
}

function timesUsed(id: ReasonId, all: readonly Judged[]): number {
  return all.flatMap(({ outcomes }) => outcomes).filter((outcome) => reasonsOf(outcome).includes(id)).length;
}

function markdown(head: readonly string[], rows: ReadonlyArray<ReadonlyArray<string | number>>): string {
  return [head, head.map(() => '---'), ...rows]
    .map((row) => `| ${row.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`)
    .join('\n');
}
