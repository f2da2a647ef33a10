import type { ScrapeConfig } from '../native/prometheus';
import {
  discoveredPossibilities,
  possibleValues,
  relabelPossibilities,
  union,
  type PossibleLabels,
  type PossibleValues,
} from './possible-labels';

/**
 * What is known of the labels of all series that a job brings: its samples after metric relabeling, and what
 * Prometheus writes by itself about each scrape (`up`), which is not relabeled.
 *
 * @throws {RelabelError} where Prometheus would not load one of the relabelings
 */
export function seriesPossibilities(job: ScrapeConfig): PossibleLabels {
  const targets = relabelPossibilities(discoveredPossibilities(job), job.relabel_configs);
  const exposed = job.honor_labels === true ? NOTHING : labelsThatWin(targets);
  const samples = relabelPossibilities(exposed, job.metric_relabel_configs);
  const both = [...samples.known].map(
    ([name, values]) => [name, union(values, ownValues(targets, name))] as const,
  );
  return { known: new Map(both), others: 'any' };
}

const NOTHING: PossibleLabels = { known: new Map(), others: 'any' };

/** A label of the target stands over that of a sample, unless the target has none: samples may have any then. */
function labelsThatWin({ known }: PossibleLabels): PossibleLabels {
  const winning = [...known].filter(
    ([name, values]) => values !== 'any' && !values.has('') && !name.startsWith('__'),
  );
  return { known: new Map(winning), others: 'any' };
}

/** Prometheus fills in `instance` where relabeling has left it out. */
function ownValues(targets: PossibleLabels, name: string): PossibleValues {
  const values = possibleValues(targets, name);
  return name === 'instance' && values !== 'any' && values.has('') ? 'any' : values;
}
