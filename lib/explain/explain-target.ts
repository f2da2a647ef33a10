import type { PrometheusConfig, RelabelConfig, ScrapeConfig } from '../native/prometheus';
import { populateLabels, type Labels, type RelabelStep } from '../relabel';
import { discoveryObstacle, originOf, type Origin } from './origin';
import { describeRelabeling } from './relabeling-text';

/** What each job of a configuration makes of a target. */
export interface TargetExplanation {
  /** As they were discovered. */
  readonly labels: Labels;

  /** What has discovered it, as far as its labels tell. */
  readonly origin: Origin;
  readonly jobs: readonly JobExplanation[];
}

/** What a job makes of a target. */
export type JobExplanation = { readonly job: string } & (
  | {
      readonly verdict: 'kept';

      /** On all of its series. */
      readonly labels: Labels;
      readonly url: string;
      readonly steps: readonly RelabelStep[];
    }
  | { readonly verdict: 'dropped'; readonly by: DroppingRule; readonly steps: readonly RelabelStep[] }
  /** Relabeling keeps it, but Prometheus cannot scrape it so. */
  | { readonly verdict: 'refused'; readonly reason: string; readonly steps: readonly RelabelStep[] }
  /** The job does not even look where it was found. */
  | { readonly verdict: 'not discovered'; readonly reason: string }
);

/** The relabeling that drops a target. */
export interface DroppingRule {
  /** Its place in `relabel_configs`, 0-based. */
  readonly index: number;
  readonly config: RelabelConfig;

  /** In words. */
  readonly text: string;

  /** What it has looked at: the values of its source labels, joined. */
  readonly value: string;
}

export interface ExplainOptions {
  /**
   * Only this job, and whether or not it can have discovered the target.
   * @default - all jobs
   */
  readonly job?: string;
}

/**
 * Says which jobs scrape a discovered target, under which labels, and which relabeling drops it elsewhere.
 *
 * @param config with all of its jobs; those of `scrape_config_files` are not read
 * @param labels as the service discovery gives them: `__address__`, `__meta_…`
 * @throws {RelabelError} where Prometheus would not load one of the relabelings
 */
export function explainTarget(
  config: PrometheusConfig,
  labels: Labels,
  { job: only }: ExplainOptions = {},
): TargetExplanation {
  const jobs = (config.scrape_configs ?? []).filter(
    ({ job_name }) => only === undefined || job_name === only,
  );
  return {
    labels,
    origin: originOf(labels),
    jobs: jobs.map((job) => {
      const obstacle = only === undefined ? discoveryObstacle(job, labels) : undefined;
      return obstacle === undefined
        ? explainJob(job, config, labels)
        : { job: job.job_name, verdict: 'not discovered', reason: obstacle };
    }),
  };
}

function explainJob(
  job: ScrapeConfig,
  { global = {} }: PrometheusConfig,
  discovered: Labels,
): JobExplanation {
  const { steps, outcome } = populateLabels(job, discovered, global);
  const name = job.job_name;
  switch (outcome.kind) {
    case 'kept':
      return { job: name, verdict: 'kept', labels: outcome.labels, url: outcome.url, steps };
    case 'refused':
      return { job: name, verdict: 'refused', reason: outcome.reason, steps };
    case 'dropped':
      return { job: name, verdict: 'dropped', by: droppingRule(steps), steps };
  }
}

function droppingRule(steps: readonly RelabelStep[]): DroppingRule {
  const { index, config, value } = steps.at(-1) ?? { index: 0, config: {}, value: '' };
  return { index, config, text: describeRelabeling(config), value };
}
