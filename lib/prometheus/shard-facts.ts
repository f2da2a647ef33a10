import type { ScrapeConfig } from '../native/prometheus';
import type { Where } from '../problems';
import { targetObstacles, type JobFacts, type ShardFacts, type TargetObstacle } from '../placement';
import { discoveredPossibilities, possibleValues, relabelPossibilities } from '../relabel';
import { BROADCAST_LABEL, HASH_LABEL, SHARD_LABEL, type JobToShard } from '../sharding';
import type { PrometheusModel } from './model';

/**
 * What rules may rely on, as it follows from the definitions: which jobs are on all shards or on one, and whether series of one
 * instance are always together. Reports what would make that wrong.
 */
export function shardFacts(where: Where, model: PrometheusModel, all: readonly JobToShard[]): ShardFacts {
  const { sharding, props } = model;
  const isByInstance = sharding.method === 'jump' && sharding.shards.every(({ zone }) => zone === undefined);
  const trusted = props.rulePlacement?.trustedJobs ?? [];
  // What is apart on a shard is together there, whatever it goes by.
  const divided = all.filter(({ apart }) => apart !== true);
  const jobs = divided.map(({ job }) => job);
  const hashed = new Map(divided.map((each) => [each.job.job_name, each.hashed]));
  const moved = divided.flatMap((each) => movedByThemselves(where, each));
  const obstacles = [
    ...targetObstacles(jobs, {
      hashed: (scrapeJob) => (isByInstance ? 'instance' : (hashed.get(scrapeJob) ?? '__address__')),
      trusted,
    }),
    ...moved.filter(({ scrapeJob }) => !trusted.includes(scrapeJob)),
  ];
  // An instance that a definition keeps on one shard may be one that others have elsewhere.
  const isTogether =
    isByInstance && moved.length === 0 && divided.every(({ choice }) => choice === undefined);
  return {
    shards: sharding.shards.length,
    jobs: all.flatMap((each) => jobFacts(where, each)),
    keys: isTogether ? [['instance']] : [['job', 'instance']],
    obstacles,
  };
}

function jobFacts(where: Where, { job, choice }: JobToShard): JobFacts[] {
  if (choice === 'as-written') {
    where.error({
      code: 'unknown-job',
      value: job.job_name,
      complaint: 'has a "hashmod" of its own: rules cannot know which of its series are on which shard',
      remedy: 'Leave it out, so that its targets are divided as all others are.',
    });
  }
  if (choice === undefined || choice === 'as-written') {
    return [];
  }
  const values = jobValues(job);
  if (values === 'any' && choice === 'broadcast') {
    where.error({
      code: 'unknown-job',
      value: job.job_name,
      complaint:
        'is scraped by every shard, and it is not known what its series have as `job`: rules would count them more than once',
      remedy: "Write it: a relabeling `{ targetLabel: 'job', replacement: 'kube-state-metrics' }`.",
    });
  }
  return values === 'any'
    ? []
    : values.map((value) => ({ job: value, spread: choice === 'broadcast' ? 'broadcast' : 'singleton' }));
}

/** Targets that say themselves where they belong need not be beside others of their instance. */
function movedByThemselves(where: Where, { job, choice }: JobToShard): TargetObstacle[] {
  const text = JSON.stringify([job.relabel_configs, job.static_configs]);
  const says = (label: string): boolean => text.includes(`"${label}"`);
  if (choice !== undefined) {
    return [];
  }
  if (says(BROADCAST_LABEL)) {
    where.error({
      code: 'unknown-job',
      value: job.job_name,
      complaint: `sets ${BROADCAST_LABEL}: rules cannot know which of its series are on every shard, and would count them more than once`,
      remedy: "Give these targets a definition of their own with `sharding: 'broadcast'`.",
    });
  }
  return [HASH_LABEL, SHARD_LABEL].filter(says).map((label) => ({
    scrapeJob: job.job_name,
    jobs: jobValues(job),
    labels: ['job', 'instance'],
    reason: `sets ${label}, by which targets of one instance may come to several shards`,
  }));
}

function jobValues(job: ScrapeConfig): readonly string[] | 'any' {
  const values = possibleValues(
    relabelPossibilities(discoveredPossibilities(job), job.relabel_configs),
    'job',
  );
  return values === 'any' ? 'any' : [...values].sort();
}
