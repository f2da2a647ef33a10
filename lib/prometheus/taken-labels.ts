import type { ScrapeConfig } from '../native/prometheus';
import type { Where } from '../problems';
import { discoveredPossibilities, relabelPossibilities, type PossibleLabels } from '../relabel';
import type { PrometheusModel } from './model';
import type { Source } from './plan-rules';
import { commonLabels, zoneLabelOf } from './thanos';

/** How many jobs are named where many have the label. */
const SHOWN = 5;

/**
 * Reports targets and recorded series that have a label which is an external one as well. A single server keeps the two apart; who
 * reads several, a Query or a front, takes such labels from every series, so that sums go wrong and series become one.
 *
 * What targets expose themselves is not known here: of `honorLabels` only the usual case is told, another Prometheus's series.
 */
export function checkTakenLabels(
  where: Where,
  model: PrometheusModel,
  jobs: readonly ScrapeConfig[],
  sources: readonly Source[],
): void {
  if (model.props.thanos === undefined && model.view.kind === 'none') {
    return;
  }
  // A view promises what a single server answers; of who else reads a sidecar nothing is known.
  const severity = model.view.kind === 'none' ? 'warning' : 'error';
  const external = externalLabels(model);
  const written = jobs.map((job) => ({ name: job.job_name, labels: namedLabels(job) }));
  for (const [label, field] of external) {
    const having = written.filter(({ labels }) => labels.has(label)).map(({ name }) => name);
    if (having.length > 0) {
      where.at(...field)[severity]({
        code: 'taken-label',
        value: label,
        complaint: `is a label of targets as well, by what is written for ${listed(having)}: who reads the samples of several servers takes it from their series`,
        remedy: 'Call one of the two otherwise.',
      });
    }
  }
  checkRecorded(sources, new Set(external.keys()), severity);
  const federating = jobs.filter(federates).map(({ job_name }) => job_name);
  if (federating.length > 0) {
    where.warning({
      code: 'taken-label',
      value: federating,
      complaint: `take series of other Prometheis with the external labels that these have; those that are called as one of this Prometheus (${[...external.keys()].join(', ')}) are taken from them by who reads the samples of several servers`,
      remedy:
        "Rename them by metric relabelings, `{ sourceLabels: ['prometheus'], targetLabel: 'origin' }`, or use a `Federation`.",
    });
  }
}

/** External labels, and the props that they come from. */
function externalLabels(model: PrometheusModel): ReadonlyMap<string, readonly string[]> {
  const own = [
    [model.replicaLabel, ['replicaExternalLabelName']],
    [model.prometheusLabel, ['prometheusExternalLabelName']],
    [model.shardLabel, ['shardExternalLabelName']],
    [zoneLabelOf(model), ['shardingStrategy', 'topology', 'externalLabelName']],
  ] as const;
  return new Map<string, readonly string[]>([
    ...Object.keys(commonLabels(model)).map((label) => [label, ['externalLabels', label]] as const),
    ...own.filter(([label]) => label !== ''),
  ]);
}

/** Labels that a job gives its targets or their samples by name, whatever the values. */
function namedLabels(job: ScrapeConfig): ReadonlySet<string> {
  const targets = relabelPossibilities(discoveredPossibilities(job), job.relabel_configs);
  const samples = relabelPossibilities({ known: new Map(), others: 'any' }, job.metric_relabel_configs);
  return new Set([...written(targets), ...written(samples)]);
}

function written({ known }: PossibleLabels): string[] {
  return [...known]
    .filter(([, values]) => values === 'any' || [...values].some((value) => value !== ''))
    .map(([name]) => name);
}

function federates({ honor_labels: honors, metrics_path: path = '' }: ScrapeConfig): boolean {
  return honors === true && path.endsWith('/federate');
}

/** Recorded series are read as all others are. */
function checkRecorded(
  sources: readonly Source[],
  external: ReadonlySet<string>,
  severity: 'warning' | 'error',
): void {
  for (const { groups } of sources) {
    for (const { group, rules } of groups) {
      for (const { rule, where } of rules) {
        const labels = rule.record === undefined ? {} : { ...group.labels, ...rule.labels };
        for (const label of Object.keys(labels).filter((name) => external.has(name))) {
          where.at('labels', label)[severity]({
            code: 'taken-label',
            value: labels[label],
            complaint:
              'is an external label of the Prometheus as well: who reads the samples of several servers takes it from the recorded series',
            remedy: 'Call one of the two otherwise.',
          });
        }
      }
    }
  }
}

function listed(names: readonly string[]): string {
  const shown = names.slice(0, SHOWN).map((name) => `"${name}"`);
  const more = names.length - shown.length;
  return `${shown.join(', ')}${more === 0 ? '' : ` and ${more} more`}`;
}
