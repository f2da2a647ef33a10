import type { FileContext } from '../http';
import type { WebConfig } from '../native/prometheus';
import type { Where } from '../problems';
import { compact } from '../values';
import type { WebProps, WebTlsConfig } from './web-props';

/** The web configuration, natively; undefined where there is nothing to say. */
export function renderWebConfig(where: Where, web: WebProps, context: FileContext): WebConfig | undefined {
  if (web.tlsConfig === undefined && web.httpConfig === undefined) {
    return undefined;
  }
  return compact<WebConfig>({
    tls_server_config: web.tlsConfig && renderServerTls(where.at('tlsConfig'), web.tlsConfig, context),
    http_server_config: web.httpConfig,
  });
}

/** Whether the web server speaks TLS. */
export function webScheme(web: WebProps): 'http' | 'https' {
  return web.tlsConfig !== undefined || web.configFile?.tls === true ? 'https' : 'http';
}

function renderServerTls(where: Where, tls: WebTlsConfig, { files, referrer }: FileContext) {
  return compact<NonNullable<WebConfig['tls_server_config']>>({
    cert_file: files.either(where.at('cert'), tls.cert, referrer),
    key_file: files.secret(where.at('keySecret'), tls.keySecret, referrer),
    client_auth_type: tls.clientAuthType,
    client_ca_file: tls.clientCa && files.either(where.at('clientCa'), tls.clientCa, referrer),
    min_version: tls.minVersion,
    max_version: tls.maxVersion,
  });
}
