import { checkHttpClient, renderHttpClient, type FileContext, type HttpClient } from '../../http';
import type { HttpClientConfig } from '../../native/prometheus';
import type { Where } from '../../problems';
import { compact } from '../../values';

/** How an API is asked for targets. HTTP/2 is spelt as in the operator's `ScrapeConfig`. */
export interface DiscoveryClient extends Omit<HttpClient, 'enableHttp2' | 'bearerTokenFile'> {
  /** @default true */
  readonly enableHTTP2?: boolean;
}

/** The same for APIs that know no passwords. */
export type TokenClient = Omit<DiscoveryClient, 'basicAuth'>;

/** The same for APIs whose requests are signed. */
export type SigningClient = Omit<TokenClient, 'authorization' | 'oauth2'>;

/** Reports what Prometheus would refuse in the client of a discovery. */
export function checkClient(where: Where, props: DiscoveryClient): void {
  checkHttpClient(where, props);
}

/** The native form of the client of a discovery. */
export function renderClient(where: Where, props: DiscoveryClient, context: FileContext): HttpClientConfig {
  return renderHttpClient(where, compact<HttpClient>({ ...props, enableHttp2: props.enableHTTP2 }), context);
}
