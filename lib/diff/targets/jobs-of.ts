import type { GlobalConfig, ScrapeConfig } from '../../native/prometheus';
import { liveShards, type PrometheusSide } from '../side';

/** A job, on the first of the shards that have it. */
export interface JobSide {
  readonly job: ScrapeConfig;
  readonly global: GlobalConfig;

  /** Shards that have it. */
  readonly shards: readonly number[];
}

/** All jobs of a Prometheus, each once. */
export function jobsOf(side: PrometheusSide): ReadonlyMap<string, JobSide> {
  const jobs = new Map<string, JobSide>();
  for (const { index, files } of liveShards(side)) {
    for (const job of files?.config.scrape_configs ?? []) {
      const known = jobs.get(job.job_name);
      jobs.set(
        job.job_name,
        known === undefined
          ? { job, global: files?.config.global ?? {}, shards: [index] }
          : { ...known, shards: [...known.shards, index] },
      );
    }
  }
  return jobs;
}
