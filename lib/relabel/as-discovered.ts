import type { ScrapeConfig } from '../native/prometheus';
import type { Labels } from './labels';

/**
 * What a job adds to the labels of every target that it discovers. No discovery gives all of the first five:
 * where they are, the labels come from the API of a Prometheus, and would make other jobs look like that one.
 */
const ADDED_BY_JOB = ['job', '__scrape_interval__', '__scrape_timeout__', '__metrics_path__', '__scheme__'];
const ADDED_BY_NEWER_JOB = [
  '__convert_classic_histograms_to_nhcb__',
  '__always_scrape_classic_histograms__',
  '__scrape_native_histograms__',
];

/** Whether these are `discoveredLabels` as the API of a Prometheus has them, with the settings of their job among them. */
export function hasSettingsOfJob(labels: Labels): boolean {
  return ADDED_BY_JOB.every((name) => Object.hasOwn(labels, name));
}

/**
 * Labels as the discovery gives them, without what a job has added.
 *
 * @param job the one that did, whose parameters are labels as well
 */
export function asDiscovered(labels: Labels, job?: ScrapeConfig): Labels {
  const added = new Set([
    ...ADDED_BY_JOB,
    ...ADDED_BY_NEWER_JOB,
    ...Object.keys(job?.params ?? {}).map((name) => `__param_${name}`),
  ]);
  return Object.fromEntries(Object.entries(labels).filter(([name]) => !added.has(name)));
}
