import { checkExclusive, checkTls, renderTls, type FileContext, type TlsConfig } from '../http';
import type { ThanosHttpConfig } from '../native/thanos';
import type { Where } from '../problems';
import type { SecretKeySelector } from '../references';
import { checkUrl, compact } from '../values';

/** How Thanos speaks HTTP to Queries and Alertmanagers: it has fewer ways than Prometheus. */
export interface ThanosHttpClient {
  /** Thanos reads the name from its configuration only. */
  readonly basicAuth?: { readonly username: string; readonly password: SecretKeySelector };

  /** Token of an `Authorization` header. Excludes `basicAuth`. */
  readonly bearerToken?: SecretKeySelector;
  readonly proxyUrl?: string;
  readonly tlsConfig?: Omit<TlsConfig, 'minVersion' | 'maxVersion'>;
}

/** Reports what Thanos would refuse. */
export function checkThanosHttpClient(where: Where, client: ThanosHttpClient): void {
  checkExclusive(where, client, ['basicAuth', 'bearerToken']);
  checkUrl(where.at('proxyUrl'), client.proxyUrl);
  if (client.tlsConfig !== undefined) {
    checkTls(where.at('tlsConfig'), client.tlsConfig);
  }
}

/** The settings, natively; undefined where there are none. */
export function renderThanosHttpClient(
  where: Where,
  { basicAuth, bearerToken, proxyUrl, tlsConfig }: ThanosHttpClient,
  context: FileContext,
): ThanosHttpConfig | undefined {
  const { files, referrer } = context;
  const config = compact<ThanosHttpConfig>({
    basic_auth: basicAuth && {
      username: basicAuth.username,
      password_file: files.secret(where.at('basicAuth', 'password'), basicAuth.password, referrer),
    },
    bearer_token_file: bearerToken && files.secret(where.at('bearerToken'), bearerToken, referrer),
    proxy_url: proxyUrl,
    tls_config: tlsConfig && renderTls(where.at('tlsConfig'), tlsConfig, context),
  });
  return Object.keys(config).length === 0 ? undefined : config;
}
