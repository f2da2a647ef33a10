import { compact } from '../values';
import type { ScrapeEndpoint } from './common-props';
import type { ScrapeConfigProps } from './scrape-config';

/** How targets are scraped, in the words of the other definitions. */
export function endpointOf(props: ScrapeConfigProps): ScrapeEndpoint {
  return compact<ScrapeEndpoint>({
    ...props,
    path: props.metricsPath,
    interval: props.scrapeInterval,
    enableHttp2: props.enableHTTP2,
  });
}
