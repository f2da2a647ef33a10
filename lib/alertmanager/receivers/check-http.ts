import type { HttpClientConfig } from '../../native/alertmanager';
import type { Where } from '../../problems';
import { isSet } from './demands';

/** Ways to say who asks, of which one can hold. */
const AUTHENTICATIONS = [
  'basic_auth',
  'authorization',
  'oauth2',
  'bearer_token',
  'bearer_token_file',
] as const;

/** Values with a twin that is a file. */
const TWINS = {
  basic_auth: ['username', 'password'],
  authorization: ['credentials'],
  oauth2: ['client_secret'],
} as const;

/** Reports what Alertmanager would refuse in a client that was written natively; props have checks of their own. */
export function checkNativeHttp(where: Where, client: HttpClientConfig | null | undefined): void {
  if (!client) {
    return;
  }
  reportSeveral(
    where,
    AUTHENTICATIONS.filter((field) => isSet(client[field])),
  );
  for (const [section, fields] of Object.entries(TWINS)) {
    const given = (client[section as keyof typeof TWINS] ?? {}) as Readonly<Record<string, unknown>>;
    for (const field of fields) {
      reportSeveral(
        where.at(section),
        [field, `${field}_file`].filter((each) => isSet(given[each])),
      );
    }
  }
  checkProxy(where, client);
  if (client.oauth2) {
    checkProxy(where.at('oauth2'), client.oauth2);
  }
}

type Proxy = Pick<HttpClientConfig, 'proxy_url' | 'no_proxy' | 'proxy_from_environment'>;

function checkProxy(where: Where, proxy: Proxy): void {
  const { proxy_from_environment: fromEnvironment, proxy_url: url, no_proxy: none } = proxy;
  if (fromEnvironment === true && (isSet(url) || isSet(none))) {
    reportSeveral(
      where,
      (['proxy_from_environment', 'proxy_url', 'no_proxy'] as const).filter((field) => isSet(proxy[field])),
    );
  } else if (isSet(none) && !isSet(url)) {
    where.at('no_proxy').error({
      code: 'incomplete',
      value: none,
      complaint: 'is refused without proxy_url',
      remedy: 'Set `proxy_url`, or leave it out.',
    });
  }
}

function reportSeveral(where: Where, given: readonly string[]): void {
  if (given.length > 1) {
    where.error({
      code: 'contradiction',
      complaint: `has ${given.join(' and ')}, of which only one can hold`,
      remedy: 'Keep one of them.',
    });
  }
}
