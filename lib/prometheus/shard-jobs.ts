import { fileKey } from '../kubernetes';
import type { ScrapeConfig } from '../native/prometheus';
import type { Where } from '../problems';
import type { Sharded } from '../scrape';
import type { JobToShard } from '../sharding';
import { describeResource, kindWord, type Resource } from '../synthesis';
import type { PrometheusModel } from './model';
import type { CompiledScrape } from './plan-rules';
import type { JobFile } from './shard-files';
import { SHARD_NUMBER } from './shard-number';

/** The jobs of a definition, and how they are divided. */
function jobsToShard(
  where: Where,
  model: PrometheusModel,
  { kind, spec }: Resource,
  jobs: readonly ScrapeConfig[],
): JobToShard[] {
  const { sharding: choice } = spec as Sharded;
  if (kind === 'ScrapeConfig' && choice === undefined) {
    return jobs.map((job) => {
      checkHashes(where.at('relabelings'), model, job);
      return nativeJob(job);
    });
  }
  // The address of a probe is that of the prober, which is the same for all.
  const hashed = kind === 'Probe' ? '__param_target' : '__address__';
  return jobs.map((job) => ({ job, hashed, ...(choice === undefined ? {} : { choice }) }));
}

/** Jobs that the user wrote natively. */
export function nativeToShard(
  where: Where,
  model: PrometheusModel,
  jobs: readonly ScrapeConfig[],
): JobToShard[] {
  return jobs.map((job, index) => {
    checkHashes(where.at(index, 'relabel_configs'), model, job);
    return nativeJob(job);
  });
}

/**
 * The file of a definition.
 *
 * @param kept those that are apart from all others: no other job has their instances
 */
export function scrapeFile(
  where: Where,
  model: PrometheusModel,
  { resource, jobs }: CompiledScrape,
  kept: ReadonlySet<Resource>,
): JobFile {
  const divided = jobsToShard(where.about(describeResource(resource)), model, resource, jobs);
  return {
    key: fileKey(kindWord(resource), resource.namespace, resource.name),
    jobs: kept.has(resource) ? divided.map((job) => ({ ...job, apart: true })) : divided,
  };
}

/** The file of the jobs that the user wrote natively, where there are any. */
export function additionalFile(jobs: JobFile['jobs']): JobFile[] {
  return jobs.length === 0 ? [] : [{ key: fileKey('additionalScrapeConfigs'), jobs }];
}

/** Reports a job that divides its targets by itself, and has no number of a shard to do so. */
function checkHashes(where: Where, { sharding }: PrometheusModel, job: ScrapeConfig): void {
  if (hashes(job) && sharding.shards.length > 1 && !JSON.stringify(job).includes(SHARD_NUMBER)) {
    where.warning({
      code: 'sharding',
      complaint: 'has a "hashmod" of its own and is left alone, so that every shard scrapes the same targets',
      remedy: `Compare what it makes with "${SHARD_NUMBER}", which becomes the number of the shard, or leave it out: then targets are divided as all others are.`,
    });
  }
}

/** A job that the user wrote, and how it is divided. As with the operator one that hashes by itself is left alone. */
export function nativeJob(job: ScrapeConfig): JobToShard {
  return { job, hashed: '__address__', ...(hashes(job) ? { choice: 'as-written' } : {}) };
}

function hashes({ relabel_configs: steps = [] }: ScrapeConfig): boolean {
  return steps.some(({ action }) => action?.toLowerCase() === 'hashmod');
}

/** Reports shards that definitions name and that get no targets. */
export function checkChoice(where: Where, { spec }: Resource, { sharding, name }: PrometheusModel): void {
  const { sharding: choice } = spec as Sharded;
  const count = sharding.shards.length;
  if (typeof choice === 'object' && choice.shard >= count) {
    where.at('sharding', 'shard').error({
      code: 'no-such-shard',
      value: choice.shard,
      complaint: `is no shard of the Prometheus "${name}" that gets targets: it has ${count === 1 ? 'only shard 0' : `shards 0 to ${count - 1}`}`,
      remedy: 'Name one of these.',
    });
  }
}
