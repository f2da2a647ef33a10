import { renderHttpClient, type FileContext, type HttpClient } from '../http';
import type { HttpClientConfig } from '../native/alertmanager';
import type { Where } from '../problems';

/** The native form of an HTTP client; references become files. */
export function renderHttp(where: Where, props: HttpClient, context: FileContext): HttpClientConfig {
  // Prometheus's type, which leaves open what the claims of a token are. The props have no claims.
  return renderHttpClient(where, props, context) as HttpClientConfig;
}
