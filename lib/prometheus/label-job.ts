import type { ScrapeConfig } from '../native/prometheus';
import type { OwnerLabel } from '../rules';

/** A job whose targets and samples carry the label, whatever the steps before have written into it. */
export function labelJob(job: ScrapeConfig, owner: OwnerLabel | undefined): ScrapeConfig {
  if (owner === undefined) {
    return job;
  }
  const step = { target_label: owner.label, replacement: owner.namespace };
  return {
    ...job,
    relabel_configs: [...(job.relabel_configs ?? []), step],
    metric_relabel_configs: [...(job.metric_relabel_configs ?? []), step],
  };
}
