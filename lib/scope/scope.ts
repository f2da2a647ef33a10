import type { ScrapeConfig } from '../native/prometheus';
import { possibleValues, seriesPossibilities, type PossibleLabels } from '../relabel';

/** The labels by which the series of a scrape definition are told from all others. */
export interface Scope {
  /** Labels that have one value on all of its series. */
  readonly fixed: ReadonlyMap<string, string>;

  /** Labels that have one of a few values. */
  readonly listed: ReadonlyMap<string, readonly string[]>;

  /** Jobs that let their targets write labels, and could so look like these series if they exposed the like. */
  readonly trusted: readonly string[];
}

/** Why there is no scope: a text that follows "the scope of its rules cannot be guaranteed: ". */
export interface ScopeObstacle {
  readonly obstacle: string;
  readonly remedy: string;
}

/** What is known of the series of a job; worked out once, since it is compared with that of every other job. */
export interface JobSeries {
  readonly name: string;
  readonly honorsLabels: boolean;

  /** Of all its series. */
  readonly labels: PossibleLabels;

  /** The same, were its targets not to write labels of their own over those of the configuration. */
  readonly configured: PossibleLabels;
}

/** @throws {RelabelError} where Prometheus would not load one of its relabelings */
export function jobSeries(job: ScrapeConfig): JobSeries {
  const honorsLabels = job.honor_labels === true;
  const configured = seriesPossibilities({ ...job, honor_labels: false });
  return {
    name: job.job_name,
    honorsLabels,
    labels: honorsLabels ? seriesPossibilities(job) : configured,
    configured,
  };
}

/** What identifies targets by convention; other labels are asked only where these do not part them. */
const IDENTITY = ['job', 'namespace'] as const;

/**
 * The scope of the series that some jobs bring, among all jobs of a Prometheus.
 *
 * @param own jobs of one definition
 * @param others all other jobs
 */
export function scopeOf(own: readonly JobSeries[], others: readonly JobSeries[]): Scope | ScopeObstacle {
  const known = valuesOnAll(own.map(({ labels }) => labels));
  if (!known.has('job')) {
    return { obstacle: unknownJob(own), remedy: REMEDY };
  }
  const parts = (label: string, labels: PossibleLabels): boolean =>
    isDisjoint(known.get(label), label, labels);
  const identity = IDENTITY.filter((label) => known.has(label));
  const further = [...known.keys()].filter((label) => !(identity as string[]).includes(label)).sort();
  // What targets expose is theirs to keep apart; what the configuration says is ours to know.
  const alike = others.filter(({ configured }) => !identity.some((label) => parts(label, configured)));
  const chosen = new Set<string>(identity);
  for (const { name, configured } of alike) {
    const label = further.find((each) => parts(each, configured));
    if (label === undefined) {
      return {
        obstacle: `series of the job "${name}" can have the same ${identity.join(' and ')}`,
        remedy: REMEDY,
      };
    }
    chosen.add(label);
  }
  return {
    ...split([...chosen].map((label) => [label, known.get(label) ?? []])),
    trusted: others.filter(({ honorsLabels }) => honorsLabels).map(({ name }) => name),
  };
}

const REMEDY =
  "Give its targets a label of their own, `relabelings: [{ targetLabel: 'job', replacement: '…' }]`, or mark the rule `scope: 'none'`.";

function unknownJob(own: readonly JobSeries[]): string {
  return own.every(({ honorsLabels }) => !honorsLabels)
    ? 'the value of `job` on its series is known when Prometheus runs, and not before'
    : '`honorLabels` lets its targets write `job` themselves';
}

/** Labels whose values are few, known, and there on every series. */
function valuesOnAll(jobs: readonly PossibleLabels[]): Map<string, readonly string[]> {
  const names = new Set(jobs.flatMap(({ known }) => [...known.keys()]));
  const result = new Map<string, readonly string[]>();
  for (const name of names) {
    const sets = jobs.map((labels) => possibleValues(labels, name));
    const values = new Set(sets.flatMap((set) => (set === 'any' ? [''] : [...set])));
    if (!values.has('') && !name.startsWith('__')) {
      result.set(name, [...values].sort());
    }
  }
  return result;
}

function isDisjoint(own: readonly string[] | undefined, label: string, other: PossibleLabels): boolean {
  const theirs = possibleValues(other, label);
  return own !== undefined && theirs !== 'any' && own.every((value) => !theirs.has(value));
}

function split(labels: ReadonlyArray<readonly [string, readonly string[]]>): Pick<Scope, 'fixed' | 'listed'> {
  const single = labels.filter(([, values]) => values.length === 1);
  return {
    fixed: new Map(single.map(([label, [value = '']]) => [label, value])),
    listed: new Map(labels.filter(([, values]) => values.length > 1)),
  };
}
