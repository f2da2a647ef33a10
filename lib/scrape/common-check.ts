import { checkHttpClient } from '../http';
import type { Where } from '../problems';
import { checkChoice, checkDuration, checkSize, checkWholeNumber, parseDuration } from '../values';
import type { ScrapeEndpoint, ScrapeFormat, ScrapeLimits } from './common-props';
import { checkRelabelings } from './relabeling';

const PROTOCOLS = [
  'PrometheusProto',
  'PrometheusText0.0.4',
  'PrometheusText1.0.0',
  'OpenMetricsText0.0.1',
  'OpenMetricsText1.0.0',
];

const WHOLE_LIMITS = [
  'sampleLimit',
  'targetLimit',
  'labelLimit',
  'labelNameLengthLimit',
  'labelValueLengthLimit',
  'keepDroppedTargets',
] as const;

/** Reports what Prometheus would refuse in the way a target is scraped. */
export function checkEndpoint(where: Where, endpoint: ScrapeEndpoint): void {
  checkDuration(where.at('interval'), endpoint.interval);
  checkTimeout(where, endpoint.interval, endpoint.scrapeTimeout);
  checkChoice(where.at('scheme'), endpoint.scheme, ['http', 'https']);
  checkHttpClient(where, endpoint);
  checkRelabelings(where.at('relabelings'), endpoint.relabelings);
  checkRelabelings(where.at('metricRelabelings'), endpoint.metricRelabelings);
}

/** Reports a timeout above its interval: Prometheus refuses the whole file then. */
export function checkTimeout(where: Where, interval: string | undefined, timeout: string | undefined): void {
  const at = where.at('scrapeTimeout');
  checkDuration(at, timeout);
  const [longest, actual] = [interval, timeout].map((text) =>
    text === undefined ? undefined : parseDuration(text),
  );
  if (longest !== undefined && actual !== undefined && longest > 0 && actual > longest) {
    at.error({
      code: 'contradiction',
      value: timeout,
      complaint: `is longer than the interval "${interval}"`,
      remedy: 'A scrape must end before the next one begins; lengthen the interval or shorten the timeout.',
    });
  }
}

export function checkLimits(where: Where, limits: ScrapeLimits): void {
  for (const field of WHOLE_LIMITS) {
    checkWholeNumber(where.at(field), limits[field]);
  }
  checkSize(where.at('bodySizeLimit'), limits.bodySizeLimit);
}

export function checkFormat(where: Where, format: ScrapeFormat): void {
  format.scrapeProtocols?.forEach((protocol, index) => {
    checkChoice(where.at('scrapeProtocols', index), protocol, PROTOCOLS);
  });
  checkChoice(where.at('fallbackScrapeProtocol'), format.fallbackScrapeProtocol, PROTOCOLS);
  checkWholeNumber(where.at('nativeHistogramBucketLimit'), format.nativeHistogramBucketLimit);
}

/** Reports a list that has nothing in it where something must be. */
export function checkNotEmpty(where: Where, items: readonly unknown[]): void {
  if (items.length === 0) {
    where.error({ code: 'incomplete', complaint: 'is empty', remedy: 'Name at least one.' });
  }
}
