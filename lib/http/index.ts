export {
  checkAuthorization,
  checkCredentials,
  checkEither,
  checkExclusive,
  checkHttpClient,
  checkInheritingHttpClient,
  checkTls,
} from './check';
export type {
  Authorization,
  BasicAuth,
  HttpClient,
  OAuth2,
  ProxyConfig,
  TlsConfig,
  TlsVersion,
} from './props';
export { renderHttpClient, renderTls, type FileContext } from './render';
