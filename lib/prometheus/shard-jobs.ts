import type { ScrapeConfig } from '../native/prometheus';
import type { Where } from '../problems';
import type { Sharded } from '../scrape';
import type { JobToShard } from '../sharding';
import type { Resource } from '../synthesis';
import type { PrometheusModel } from './model';
import { SHARD_NUMBER } from './shard-number';

/** The jobs of a definition, and how they are divided. */
export function jobsToShard({ kind, spec }: Resource, jobs: readonly ScrapeConfig[]): JobToShard[] {
  const { sharding: choice } = spec as Sharded;
  // The address of a probe is that of the prober, which is the same for all.
  const hashed = kind === 'Probe' ? '__param_target' : '__address__';
  return jobs.map((job) => ({ job, hashed, ...(choice === undefined ? {} : { choice }) }));
}

/** Jobs that the user wrote natively. As with the operator those that hash by themselves are left alone. */
export function nativeToShard(
  where: Where,
  model: PrometheusModel,
  jobs: readonly ScrapeConfig[],
): JobToShard[] {
  return jobs.map((job, index) => {
    if (hashes(job) && model.sharding.shards.length > 1 && !JSON.stringify(job).includes(SHARD_NUMBER)) {
      where.at(index, 'relabel_configs').warning({
        code: 'sharding',
        complaint:
          'has a "hashmod" of its own and is left alone, so that every shard scrapes the same targets',
        remedy: `Compare what it makes with "${SHARD_NUMBER}", which becomes the number of the shard, or leave it out: then targets are divided as all others are.`,
      });
    }
    return nativeJob(job);
  });
}

/** A job that the user wrote natively, and how it is divided. */
export function nativeJob(job: ScrapeConfig): JobToShard {
  return { job, hashed: '__address__', ...(hashes(job) ? { choice: 'broadcast' } : {}) };
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
