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
  checkDuration(where.at('scrapeTimeout'), timeout);
  checkWithin(where.at('scrapeTimeout'), interval, timeout);
}

/** The same for durations that were read before, where the interval is that of the Prometheus. */
export function checkWithin(where: Where, interval: string | undefined, timeout: string | undefined): void {
  const [longest, actual] = [interval, timeout].map((text) =>
    text === undefined ? undefined : parseDuration(text),
  );
  if (longest !== undefined && actual !== undefined && longest > 0 && actual > longest) {
    where.error({
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
  checkProtocols(where.at('scrapeProtocols'), format.scrapeProtocols);
  checkChoice(where.at('fallbackScrapeProtocol'), format.fallbackScrapeProtocol, PROTOCOLS);
  checkWholeNumber(where.at('nativeHistogramBucketLimit'), format.nativeHistogramBucketLimit);
}

function checkProtocols(where: Where, protocols: ScrapeFormat['scrapeProtocols']): void {
  if (protocols === undefined) {
    return;
  }
  checkNotEmpty(where, protocols);
  protocols.forEach((protocol, index) => {
    checkChoice(where.at(index), protocol, PROTOCOLS);
    if (protocols.indexOf(protocol) < index) {
      where.at(index).error({ code: 'duplicate', value: protocol, complaint: 'is named twice' });
    }
  });
}

/** Reports a target that is more than an address: what Prometheus would refuse of it. */
export function checkAddress(where: Where, address: string): void {
  if (address === '' || address.includes('/')) {
    where.error({
      code: 'invalid-target',
      value: address,
      complaint: 'is not a host with an optional port',
      remedy: 'Scheme and path have fields of their own.',
    });
  }
}

/** Reports a list that has nothing in it where something must be. */
export function checkNotEmpty(where: Where, items: readonly unknown[]): void {
  if (items.length === 0) {
    where.error({ code: 'incomplete', complaint: 'is empty', remedy: 'Name at least one.' });
  }
}
