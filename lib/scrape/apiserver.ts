import { checkHttpClient, renderHttpClient, type FileContext, type HttpClient } from '../http';
import type { KubernetesSdConfig } from '../native/prometheus';
import type { Where } from '../problems';
import { checkUrl, compact } from '../values';

/** How Prometheus speaks to the API server that it discovers targets from. Operator: `APIServerConfig`. */
export interface ApiserverConfig extends Omit<HttpClient, 'oauth2' | 'followRedirects' | 'enableHttp2'> {
  /** URL of the API server. */
  readonly host: string;
}

/** Reports what Prometheus would refuse. */
export function checkApiserver(where: Where, config: ApiserverConfig | undefined): void {
  if (config !== undefined) {
    checkUrl(where.at('host'), config.host);
    checkHttpClient(where, config);
  }
}

/** The fields of a discovery that say how the API server is asked; none where that is as usual. */
export function renderApiserver(
  where: Where,
  config: ApiserverConfig | undefined,
  context: FileContext,
): Partial<KubernetesSdConfig> {
  return config === undefined
    ? {}
    : compact({ api_server: config.host, ...renderHttpClient(where, config, context) });
}
