import type { Where } from '../problems';
import { refuseSecret, type SecretOrConfigMap } from '../references';
import { checkChoice, checkUrl } from '../values';
import type { Authorization, HttpClient, OAuth2, ProxyConfig, TlsConfig } from './props';

const TLS_VERSIONS = ['TLS10', 'TLS11', 'TLS12', 'TLS13'] as const;
const AUTHENTICATIONS = ['basicAuth', 'authorization', 'oauth2', 'bearerTokenFile'] as const;

/** Reports what Prometheus would refuse in the settings of an HTTP client. */
export function checkHttpClient(where: Where, props: HttpClient): void {
  checkInheritingHttpClient(where, props);
  checkCredentials(where.at('authorization'), props.authorization);
}

/** The same for one whose credentials may come from elsewhere. */
export function checkInheritingHttpClient(where: Where, props: HttpClient): void {
  checkExclusive(where, props, AUTHENTICATIONS);
  checkProxy(where, props);
  if (props.authorization) {
    checkAuthorization(where.at('authorization'), props.authorization);
  }
  if (props.tlsConfig) {
    checkTls(where.at('tlsConfig'), props.tlsConfig);
  }
  if (props.oauth2) {
    checkOAuth2(where.at('oauth2'), props.oauth2);
  }
}

/** Reports what cannot be in an `Authorization` header. */
export function checkAuthorization(where: Where, authorization: Authorization): void {
  checkExclusive(where, authorization, ['credentials', 'credentialsFile']);
  if (authorization.type?.toLowerCase() === 'basic') {
    where.at('type').error({
      code: 'invalid-choice',
      value: authorization.type,
      complaint: 'is not possible here',
      remedy: 'Use `basicAuth`.',
    });
  }
}

/** Reports an `Authorization` header that would be empty. */
export function checkCredentials(where: Where, authorization: Authorization | undefined): void {
  if (
    authorization &&
    authorization.credentials === undefined &&
    authorization.credentialsFile === undefined
  ) {
    where.error({
      code: 'incomplete',
      complaint: 'has no credentials',
      remedy: 'Set `credentials` to a key of a Secret, or leave the whole field out.',
    });
  }
}

/** Reports what Prometheus would refuse in TLS settings. */
export function checkTls(where: Where, tls: TlsConfig): void {
  checkEither(where.at('ca'), tls.ca);
  checkEither(where.at('cert'), tls.cert);
  checkExclusive(where, tls, ['ca', 'caFile']);
  checkExclusive(where, tls, ['cert', 'certFile']);
  checkExclusive(where, tls, ['keySecret', 'keyFile']);
  const hasCert = tls.cert !== undefined || tls.certFile !== undefined;
  const hasKey = tls.keySecret !== undefined || tls.keyFile !== undefined;
  if (hasCert !== hasKey) {
    where.error({
      code: 'incomplete',
      complaint: hasCert ? 'has a certificate but no key' : 'has a key but no certificate',
      remedy: 'Give both: `cert` and `keySecret`.',
    });
  }
  checkChoice(where.at('minVersion'), tls.minVersion, TLS_VERSIONS);
  checkChoice(where.at('maxVersion'), tls.maxVersion, TLS_VERSIONS);
  const { minVersion = 'TLS12', maxVersion = 'TLS13' } = tls;
  const most = TLS_VERSIONS.indexOf(maxVersion);
  if (most >= 0 && TLS_VERSIONS.indexOf(minVersion) > most) {
    where.at('maxVersion').error({
      code: 'contradiction',
      value: maxVersion,
      complaint: `is below minVersion "${minVersion}"`,
      remedy: 'Set both, or neither.',
    });
  }
}

/** Reports a reference to a Secret and to a ConfigMap at once. */
export function checkEither(where: Where, reference: SecretOrConfigMap | undefined): void {
  if (reference !== undefined) {
    // The types exclude it, parsed YAML does not.
    checkExclusive(where, reference as object as Record<'secret' | 'configMap', unknown>, [
      'secret',
      'configMap',
    ]);
  }
}

/** Reports when more than one of the fields is set. */
export function checkExclusive<T extends object>(
  where: Where,
  props: T,
  fields: ReadonlyArray<keyof T & string>,
): void {
  const given = fields.filter((field) => props[field] !== undefined);
  if (given.length > 1) {
    where.error({
      code: 'contradiction',
      complaint: `has ${given.join(' and ')}, of which only one can hold`,
      remedy: 'Keep one of them.',
    });
  }
}

function checkProxy(where: Where, props: ProxyConfig): void {
  checkUrl(where.at('proxyUrl'), props.proxyUrl, ['http', 'https', 'socks5']);
  if (props.proxyFromEnvironment === true) {
    checkExclusive(where, props, ['proxyUrl', 'proxyFromEnvironment']);
  }
  refuseSecret(
    where.at('proxyConnectHeader'),
    props.proxyConnectHeader,
    'Let the proxy trust those who can reach it, or name one that does.',
  );
  if (props.noProxy !== undefined && props.proxyUrl === undefined) {
    where.at('noProxy').error({
      code: 'incomplete',
      value: props.noProxy,
      complaint: 'has no effect without proxyUrl',
    });
  }
}

function checkOAuth2(where: Where, oauth2: OAuth2): void {
  checkUrl(where.at('tokenUrl'), oauth2.tokenUrl);
  checkProxy(where, oauth2);
  if (typeof oauth2.clientId !== 'string') {
    where.at('clientId').error({
      code: 'no-file-twin',
      complaint: 'must be a text: Prometheus cannot read it from a file',
      remedy: 'It is not a secret; write it out.',
    });
  } else if (oauth2.clientId === '') {
    where.at('clientId').error({ code: 'incomplete', value: '', complaint: 'is empty' });
  }
  if (oauth2.tlsConfig) {
    checkTls(where.at('tlsConfig'), oauth2.tlsConfig);
  }
}
