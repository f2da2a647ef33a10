import { checkExclusive, checkInheritingHttpClient } from '../http';
import type { Where } from '../problems';
import { checkChoice, checkDuration, checkSize, checkWholeNumber, parseDuration } from '../values';
import type { MonitorClient, ScrapeEndpoint, ScrapeFormat, ScrapeLimits, Sharded } from './common-props';
import { checkNotEmpty } from './not-empty';
import { checkRelabelings } from './relabeling';
import type { Classified } from './scrape-class';

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
  checkMonitorClient(where, endpoint);
  checkRelabelings(where.at('relabelings'), endpoint.relabelings);
  checkRelabelings(where.at('metricRelabelings'), endpoint.metricRelabelings);
}

/** Reports what Prometheus would refuse in the client of a definition; a class may still give it credentials. */
export function checkMonitorClient(where: Where, client: MonitorClient): void {
  checkInheritingHttpClient(where, client);
  if (client.bearerTokenSecret !== undefined) {
    checkExclusive(where, client, [
      'bearerTokenSecret',
      'basicAuth',
      'authorization',
      'oauth2',
      'bearerTokenFile',
    ]);
  }
}

/** Reports a shard that cannot be one; how many there are the Prometheus knows. */
export function checkSharded(where: Where, { sharding }: Sharded): void {
  if (typeof sharding === 'object') {
    checkWholeNumber(where.at('sharding', 'shard'), sharding.shard);
  } else {
    checkChoice(where.at('sharding'), sharding, ['broadcast']);
  }
}

/** Reports the name of a class that cannot be one. */
export function checkClassified(where: Where, { scrapeClass }: Classified): void {
  if (scrapeClass === '') {
    where.at('scrapeClass').error({ code: 'incomplete', value: '', complaint: 'is empty' });
  }
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
  checkFallbackProtocol(where.at('fallbackScrapeProtocol'), format.fallbackScrapeProtocol);
  checkWholeNumber(where.at('nativeHistogramBucketLimit'), format.nativeHistogramBucketLimit);
}

export function checkFallbackProtocol(where: Where, protocol: string | undefined): void {
  checkChoice(where, protocol, PROTOCOLS);
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
