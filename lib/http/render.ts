import type {
  HttpClientConfig,
  OAuth2 as NativeOAuth2,
  TlsConfig as NativeTlsConfig,
} from '../native/prometheus';
import type { Where } from '../problems';
import type { MountedFiles, Referrer } from '../references';
import { compact } from '../values';
import type { BasicAuth, HttpClient, OAuth2, ProxyConfig, TlsConfig } from './props';

/** Where the files of references go, and on whose behalf. */
export interface FileContext {
  readonly files: MountedFiles;
  readonly referrer: Referrer;
}

/** The native form of an HTTP client; references become files. */
export function renderHttpClient(where: Where, props: HttpClient, context: FileContext): HttpClientConfig {
  const { basicAuth, authorization, oauth2, bearerTokenFile, tlsConfig } = props;
  return compact<HttpClientConfig>({
    basic_auth: basicAuth && renderBasicAuth(where.at('basicAuth'), basicAuth, context),
    authorization: authorization
      ? compact({
          type: authorization.type,
          credentials_file: authorization.credentials
            ? secretFile(where.at('authorization', 'credentials'), authorization.credentials, context)
            : authorization.credentialsFile,
        })
      : bearerTokenFile === undefined
        ? undefined
        : { credentials_file: bearerTokenFile },
    oauth2: oauth2 && renderOAuth2(where.at('oauth2'), oauth2, context),
    tls_config: tlsConfig && renderTls(where.at('tlsConfig'), tlsConfig, context),
    ...renderProxy(props),
    follow_redirects: props.followRedirects,
    enable_http2: props.enableHttp2,
  });
}

/** The native form of TLS settings. */
export function renderTls(where: Where, tls: TlsConfig, context: FileContext): NativeTlsConfig {
  const { files, referrer } = context;
  return compact<NativeTlsConfig>({
    ca_file: tls.ca ? files.either(where.at('ca'), tls.ca, referrer) : tls.caFile,
    cert_file: tls.cert ? files.either(where.at('cert'), tls.cert, referrer) : tls.certFile,
    key_file: tls.keySecret ? secretFile(where.at('keySecret'), tls.keySecret, context) : tls.keyFile,
    server_name: tls.serverName,
    insecure_skip_verify: tls.insecureSkipVerify,
    min_version: tls.minVersion,
    max_version: tls.maxVersion,
  });
}

function renderBasicAuth(where: Where, { username, password }: BasicAuth, context: FileContext) {
  return {
    ...(typeof username === 'string'
      ? { username }
      : { username_file: secretFile(where.at('username'), username, context) }),
    password_file: secretFile(where.at('password'), password, context),
  };
}

function renderOAuth2(where: Where, oauth2: OAuth2, context: FileContext): NativeOAuth2 {
  return compact<NativeOAuth2>({
    client_id: oauth2.clientId,
    client_secret_file: secretFile(where.at('clientSecret'), oauth2.clientSecret, context),
    token_url: oauth2.tokenUrl,
    scopes: oauth2.scopes,
    endpoint_params: oauth2.endpointParams,
    tls_config: oauth2.tlsConfig && renderTls(where.at('tlsConfig'), oauth2.tlsConfig, context),
    ...renderProxy(oauth2),
  });
}

function renderProxy({ proxyUrl, noProxy, proxyFromEnvironment }: ProxyConfig) {
  return compact({ proxy_url: proxyUrl, no_proxy: noProxy, proxy_from_environment: proxyFromEnvironment });
}

function secretFile(
  where: Where,
  reference: Parameters<MountedFiles['secret']>[1],
  { files, referrer }: FileContext,
): string {
  return files.secret(where, reference, referrer);
}
