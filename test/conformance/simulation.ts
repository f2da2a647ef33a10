import fc from 'fast-check';
import type { RelabelConfig } from '../../lib/native/prometheus';
import { relabel, type Labels } from '../../lib/relabel';
import type { Fields } from './corpus';
import { deep, mapFields, sorted, text } from './walk';

/** Targets that both lists of steps are tried on. */
const TARGETS = 12;

/**
 * Whether the jobs of two configurations make the same of targets. Those are made up from what the steps look for, so
 * that they are kept, dropped and rewritten.
 */
export function haveSameTargets(ours: Fields, theirs: Fields): boolean {
  const [mine, others] = [ours, theirs].map(
    ({ scrape_configs: jobs = [] }) =>
      new Map((jobs as Fields[]).map((job) => [text(job.job_name), stepsOf(job)])),
  );
  return [...mine!].every(([name, steps]) => {
    const other = others!.get(name) ?? [];
    return targets([...steps, ...other]).every(
      (labels) => JSON.stringify(outcome(steps, labels)) === JSON.stringify(outcome(other, labels)),
    );
  });
}

/** The steps in the first shard: the reloader of the operator puts its numbers in. */
function stepsOf(job: Fields): RelabelConfig[] {
  const steps = (job.relabel_configs ?? []) as RelabelConfig[];
  return deep(steps, (fields) =>
    mapFields(fields, (_, value) =>
      typeof value === 'string' ? value.replace(/\$\((?:INZONE_)?SHARD\)/g, '0') : value,
    ),
  );
}

/** Labels as they are after relabeling: those for relabeling only are gone by then, and so are empty ones. */
function outcome(steps: readonly RelabelConfig[], labels: Labels): unknown {
  const result = relabel(labels, steps);
  return result.dropped
    ? 'dropped'
    : sorted(
        Object.fromEntries(
          Object.entries(result.labels).filter(
            ([label, value]) => !label.startsWith('__tmp_') && value !== '',
          ),
        ),
      );
}

/** Label sets in which each label has a value that some step looks for, or none, or another. */
function targets(steps: readonly RelabelConfig[]): Labels[] {
  const values = new Map<string, Set<string>>();
  for (const { source_labels: sources = [], regex = '' } of steps) {
    for (const source of sources) {
      const looked = literals(regex);
      values.set(source, new Set([...(values.get(source) ?? ['', 'other']), ...looked]));
    }
  }
  const record = fc.record(
    Object.fromEntries(
      [...values]
        .filter(([label]) => !label.startsWith('__tmp_'))
        .map(([label, list]) => [label, fc.constantFrom(...list)]),
    ),
  );
  return fc
    .sample(record, { numRuns: TARGETS, seed: 1 })
    .map((labels, index) => ({ __address__: `10.0.0.${index}:80`, ...labels }));
}

/** Texts that an expression of selectors matches: its alternatives, without what quotes them. */
function literals(regex: string): string[] {
  return regex
    .split(/[;|()]/)
    .map((part) => part.replace(/\\(.)/g, '$1'))
    .filter((part) => part !== '' && !/[.*+$]{2}/.test(part));
}
