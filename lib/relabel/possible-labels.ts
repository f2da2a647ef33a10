import type { RelabelConfig, ScrapeConfig } from '../native/prometheus';
import { finiteLanguage } from './finite-language';
import { toMap } from './labels';
import { lowercase, uppercase } from './letters';
import { rule, type Rule } from './rule';

/** Values that a label can have, the empty one standing for its absence; or `any`. */
export type PossibleValues = ReadonlySet<string> | 'any';

/** What is known of the labels of all targets of a job, or of all of their samples. */
export interface PossibleLabels {
  readonly known: ReadonlyMap<string, PossibleValues>;

  /** Labels that are not in the map: absent, or anything. Those that begin with `__` are always anything. */
  readonly others: 'absent' | 'any';
}

const ABSENT: ReadonlySet<string> = new Set(['']);

/** More values than this are as good as any. */
const MOST_VALUES = 64;

/** What can be in a label. */
export function possibleValues({ known, others }: PossibleLabels, name: string): PossibleValues {
  return known.get(name) ?? (others === 'any' || name.startsWith('__') ? 'any' : ABSENT);
}

/** What is known of the targets that a job discovers, before its relabelings. */
export function discoveredPossibilities(job: ScrapeConfig): PossibleLabels {
  const known = new Map<string, PossibleValues>([['job', new Set([job.job_name])]]);
  const discoveries = Object.keys(job).filter((field) => field.endsWith('_sd_configs'));
  const groups = job.static_configs ?? [];
  if (discoveries.some((field) => field !== 'kubernetes_sd_configs')) {
    // Files and catalogues name labels as they like, `job` too.
    return { known: new Map(), others: 'any' };
  }
  const namespaces = job.kubernetes_sd_configs?.map(({ namespaces }) => namespaces) ?? [];
  if (groups.length === 0 && namespaces.every((each) => each?.names !== undefined && !each.own_namespace)) {
    known.set('__meta_kubernetes_namespace', new Set(namespaces.flatMap((each) => each?.names ?? [])));
  }
  const written = groups.map(({ labels = {} }) => toMap(labels));
  for (const name of new Set(written.flatMap((labels) => [...labels.keys()]))) {
    const values = written.map((labels) => labels.get(name) ?? '');
    known.set(name, new Set(discoveries.length === 0 ? values : [...values, '']));
  }
  return { known, others: 'absent' };
}

/**
 * What is known after relabelings of all that they keep: never less than what can happen, and often more, since
 * values are followed one by one and not in their combinations.
 *
 * @throws {RelabelError} where Prometheus would not load one of the relabelings
 */
export function relabelPossibilities(
  before: PossibleLabels,
  configs: readonly RelabelConfig[] = [],
): PossibleLabels {
  return configs.map(rule).reduce(after, before);
}

function after(labels: PossibleLabels, step: Rule): PossibleLabels {
  switch (step.action) {
    case 'keep':
      return kept(labels, step);
    case 'drop':
    case 'keepequal':
    case 'dropequal':
      return labels;
    case 'replace':
      return replaced(labels, step);
    case 'lowercase':
    case 'uppercase': {
      const change = step.action === 'lowercase' ? lowercase : uppercase;
      return withValues(labels, step.targetLabel, mapValues(joined(labels, step), change));
    }
    case 'hashmod':
      return withValues(labels, step.targetLabel, 'any');
    case 'labelmap':
      // Any name can come out of it.
      return { known: new Map(), others: 'any' };
    case 'labeldrop':
      return removed(labels, (name) => step.expression.matches(name));
    case 'labelkeep':
      return removed(labels, (name) => !step.expression.matches(name));
  }
}

/** Where the joined value has the form of the source labels' own, each of them is what stands in its place. */
function kept(labels: PossibleLabels, step: Rule): PossibleLabels {
  const { sourceLabels, separator, expression } = step;
  const [only = ''] = sourceLabels;
  const values = sourceLabels.length === 1 ? possibleValues(labels, only) : 'any';
  if (values !== 'any') {
    return withValues(labels, only, new Set([...values].filter((value) => expression.matches(value))));
  }
  const words = finiteLanguage(expression.pattern)?.map((word) =>
    sourceLabels.length === 1 ? [word] : separator === '' ? [] : word.split(separator),
  );
  if (words === undefined || words.some((parts) => parts.length !== sourceLabels.length)) {
    return labels;
  }
  return sourceLabels.reduce((result, name, index) => {
    const before = possibleValues(result, name);
    const allowed = new Set(words.map((parts) => parts[index] ?? ''));
    const both = before === 'any' ? allowed : new Set([...before].filter((value) => allowed.has(value)));
    return withValues(result, name, both);
  }, labels);
}

function replaced(labels: PossibleLabels, step: Rule): PossibleLabels {
  const { targetLabel, replacement, expression } = step;
  if (targetLabel.includes('$')) {
    return { known: new Map(), others: 'any' };
  }
  const before = possibleValues(labels, targetLabel);
  const source = joined(labels, step);
  if (source === 'any') {
    const written = replacement.includes('$') ? 'any' : new Set([replacement]);
    const always = expression.pattern === '(.*)' || expression.pattern === '.*';
    return withValues(labels, targetLabel, always ? written : union(before, written));
  }
  const filled = [...source].map((value) => expression.fill(value, [replacement])?.[0]);
  const written = new Set(filled.filter((value) => value !== undefined));
  return withValues(labels, targetLabel, filled.includes(undefined) ? union(before, written) : written);
}

/** What the expression of a rule can be matched against. */
function joined(labels: PossibleLabels, { sourceLabels, separator }: Rule): PossibleValues {
  let all: string[] = [''];
  for (const [index, name] of sourceLabels.entries()) {
    const values = possibleValues(labels, name);
    if (values === 'any' || values.size * all.length > MOST_VALUES) {
      return 'any';
    }
    all = all.flatMap((text) => [...values].map((value) => (index === 0 ? value : text + separator + value)));
  }
  return new Set(all);
}

function removed(labels: PossibleLabels, isRemoved: (name: string) => boolean): PossibleLabels {
  const known = [...labels.known].map(([name, values]) => [name, isRemoved(name) ? ABSENT : values] as const);
  return { ...labels, known: new Map(known) };
}

function withValues(labels: PossibleLabels, name: string, values: PossibleValues): PossibleLabels {
  const few = values === 'any' || values.size > MOST_VALUES ? 'any' : values;
  return { ...labels, known: new Map([...labels.known, [name, few]]) };
}

function mapValues(values: PossibleValues, change: (value: string) => string): PossibleValues {
  return values === 'any' ? 'any' : new Set([...values].map(change));
}

/** All that is in one or the other. */
export function union(a: PossibleValues, b: PossibleValues): PossibleValues {
  return a === 'any' || b === 'any' ? 'any' : new Set([...a, ...b]);
}
