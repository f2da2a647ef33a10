import type { ScrapeConfig } from '../native/prometheus';
import { possibleValues, seriesPossibilities } from '../relabel';
import type { Surroundings } from '../rules';
import { parseDuration } from '../values';
import { DEFAULT_INTERVAL } from './common-check';
import type { PrometheusModel } from './model';

/** What of a Prometheus matters to lints of its rules. */
export function lintSurroundings(
  { props, replicaLabel, prometheusLabel }: PrometheusModel,
  jobs: readonly ScrapeConfig[],
): Surroundings {
  const scrapeInterval = milliseconds(props.scrapeInterval);
  const own = jobs.map((job) => milliseconds(job.scrape_interval ?? props.scrapeInterval));
  return {
    evaluationInterval: milliseconds(props.evaluationInterval),
    scrapeInterval: Math.min(scrapeInterval, ...own),
    externalLabels: new Set(
      [...Object.keys(props.externalLabels ?? {}), replicaLabel, prometheusLabel].filter(
        (label) => label !== '',
      ),
    ),
    jobs: valuesOfJob(jobs),
    isOpen:
      props.enableRemoteWriteReceiver === true ||
      props.enableOTLPReceiver === true ||
      (props.remoteRead ?? []).length > 0 ||
      (props.additionalScrapeConfigs !== undefined && 'key' in props.additionalScrapeConfigs) ||
      jobs.some(isFederation),
  };
}

/** What `job` can be on series, where that is known of all of them. A Prometheus without jobs has them to come. */
function valuesOfJob(jobs: readonly ScrapeConfig[]): ReadonlySet<string> | undefined {
  const values = new Set<string>();
  for (const job of jobs) {
    const own = possibleValues(seriesPossibilities(job), 'job');
    if (own === 'any') {
      return undefined;
    }
    own.forEach((value) => values.add(value));
  }
  return values.size === 0 ? undefined : values;
}

/** What another Prometheus has recorded comes in by this. */
function isFederation({ metrics_path, params = {} }: ScrapeConfig): boolean {
  return metrics_path?.endsWith('/federate') === true || 'match[]' in params;
}

/** What is no duration is reported where it is written. */
function milliseconds(duration: string = DEFAULT_INTERVAL): number {
  return parseDuration(duration) ?? parseDuration(DEFAULT_INTERVAL) ?? 0;
}
