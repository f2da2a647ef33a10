import type { GlobalConfig, ScrapeConfig } from '../native/prometheus';
import { formatDuration, parseDuration } from '../values';
import { setLabel, toLabels, toMap, type Labels } from './labels';

const DEFAULT_INTERVAL = 60_000;
const DEFAULT_TIMEOUT = 10_000;

/** What the relabelings of a job see: the labels of the discovery, and the job's settings for the rest. */
export function discoveredLabels(job: ScrapeConfig, global: GlobalConfig, labels: Labels): Labels {
  const map = toMap(labels);
  const defaults = { ...settings(job, global), ...params(job) };
  for (const [name, value] of Object.entries(defaults)) {
    if (!map.has(name)) {
      setLabel(map, name, value);
    }
  }
  return toLabels(map);
}

function settings(job: ScrapeConfig, global: GlobalConfig): Labels {
  const { interval, timeout } = timing(job, global);
  return {
    job: job.job_name,
    __scrape_interval__: formatDuration(interval),
    __scrape_timeout__: formatDuration(timeout),
    __metrics_path__: job.metrics_path ?? '/metrics',
    __scheme__: job.scheme ?? 'http',
    __convert_classic_histograms_to_nhcb__: flag(
      job.convert_classic_histograms_to_nhcb ?? global.convert_classic_histograms_to_nhcb,
    ),
    __always_scrape_classic_histograms__: flag(
      job.always_scrape_classic_histograms ?? global.always_scrape_classic_histograms,
    ),
    __scrape_native_histograms__: flag(job.scrape_native_histograms ?? global.scrape_native_histograms),
  };
}

/** The first value of each parameter. */
function params({ params: all = {} }: ScrapeConfig): Labels {
  return Object.fromEntries(
    Object.entries(all).flatMap(([name, [first]]) =>
      first === undefined ? [] : [[`__param_${name}`, first]],
    ),
  );
}

/** A timeout that nobody set for the job is cut down to its interval. */
function timing(job: ScrapeConfig, global: GlobalConfig): { interval: number; timeout: number } {
  const globalInterval = duration(global.scrape_interval) ?? DEFAULT_INTERVAL;
  const globalTimeout = duration(global.scrape_timeout) ?? Math.min(DEFAULT_TIMEOUT, globalInterval);
  const interval = duration(job.scrape_interval) ?? globalInterval;
  return { interval, timeout: duration(job.scrape_timeout) ?? Math.min(globalTimeout, interval) };
}

/** Zero is as good as not set. */
function duration(text: string | undefined): number | undefined {
  const milliseconds = text === undefined ? undefined : parseDuration(text);
  return milliseconds === 0 ? undefined : milliseconds;
}

function flag(value: boolean | undefined): string {
  return String(value ?? false);
}
