import { renderHttpClient } from '../http';
import type { ScrapeConfig } from '../native/prometheus';
import type { Where } from '../problems';
import { compact } from '../values';
import { checkWithin } from './common-check';
import type { ScrapeEndpoint, ScrapeFormat, ScrapeLimits } from './common-props';
import { checkToken } from './file-access';
import type { JobContext } from './job';

/** A job without those fields that each kind of scrape definition writes by itself. */
type JobFields = Partial<ScrapeConfig>;

/** How a target is scraped, natively; without relabelings, whose order each kind decides. */
export function renderEndpoint(where: Where, endpoint: ScrapeEndpoint, context: JobContext): JobFields {
  checkToken(where, endpoint);
  checkInheritedInterval(where, endpoint.interval, endpoint.scrapeTimeout, context);
  return compact<JobFields>({
    scrape_interval: endpoint.interval,
    scrape_timeout: endpoint.scrapeTimeout,
    metrics_path: endpoint.path,
    scheme: endpoint.scheme,
    params: endpoint.params,
    honor_labels: endpoint.honorLabels,
    honor_timestamps: endpoint.honorTimestamps,
    track_timestamps_staleness: endpoint.trackTimestampsStaleness,
    ...renderHttpClient(where, endpoint, context),
  });
}

/** Reports a timeout above the interval of the Prometheus, which a job without one of its own gets. */
export function checkInheritedInterval(
  where: Where,
  interval: string | undefined,
  timeout: string | undefined,
  { scrapeInterval }: JobContext,
): void {
  if (interval === undefined) {
    checkWithin(where.at('scrapeTimeout'), scrapeInterval, timeout);
  }
}

export function renderLimits(limits: ScrapeLimits): JobFields {
  return compact<JobFields>({
    sample_limit: limits.sampleLimit,
    target_limit: limits.targetLimit,
    label_limit: limits.labelLimit,
    label_name_length_limit: limits.labelNameLengthLimit,
    label_value_length_limit: limits.labelValueLengthLimit,
    body_size_limit: limits.bodySizeLimit,
    keep_dropped_targets: limits.keepDroppedTargets,
  });
}

export function renderFormat(format: ScrapeFormat): JobFields {
  return compact<JobFields>({
    scrape_protocols: format.scrapeProtocols,
    fallback_scrape_protocol: format.fallbackScrapeProtocol,
    scrape_native_histograms: format.scrapeNativeHistograms,
    always_scrape_classic_histograms: format.scrapeClassicHistograms,
    native_histogram_bucket_limit: format.nativeHistogramBucketLimit,
    native_histogram_min_bucket_factor: format.nativeHistogramMinBucketFactor,
    convert_classic_histograms_to_nhcb: format.convertClassicHistogramsToNHCB,
  });
}
