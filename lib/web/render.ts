import type { FileContext } from '../http';
import type { WebConfig, WebTlsConfig } from '../native/prometheus';
import type { Where } from '../problems';
import { compact } from '../values';
import type { WebServer } from './props';

/** The web configuration, natively; undefined where there is nothing to say. Both programs read the same file. */
export function renderWebConfig(where: Where, web: WebServer, context: FileContext): WebConfig | undefined {
  if (web.tlsConfig === undefined && web.httpConfig === undefined) {
    return undefined;
  }
  return compact<WebConfig>({
    tls_server_config: web.tlsConfig && renderServerTls(where.at('tlsConfig'), web.tlsConfig, context),
    http_server_config: web.httpConfig,
  });
}

/** Whether a client without a certificate is turned away. */
export function asksForCertificate({ tlsConfig }: WebServer): boolean {
  return ['RequireAnyClientCert', 'RequireAndVerifyClientCert'].includes(tlsConfig?.clientAuthType ?? '');
}

/** Whether the web server speaks TLS. */
export function webScheme(web: WebServer): 'http' | 'https' {
  return web.tlsConfig !== undefined || web.configFile?.tls === true ? 'https' : 'http';
}

/** TLS of a server, natively; references become files. */
export function renderServerTls(
  where: Where,
  tls: NonNullable<WebServer['tlsConfig']>,
  { files, referrer }: FileContext,
): WebTlsConfig {
  return compact<WebTlsConfig>({
    cert_file: tls.cert === undefined ? tls.certFile : files.either(where.at('cert'), tls.cert, referrer),
    key_file:
      tls.keySecret === undefined
        ? tls.keyFile
        : files.secret(where.at('keySecret'), tls.keySecret, referrer),
    // Checked against what each of the two programs may demand.
    client_auth_type: tls.clientAuthType as WebTlsConfig['client_auth_type'],
    client_ca_file:
      tls.clientCa === undefined
        ? tls.clientCaFile
        : files.either(where.at('clientCa'), tls.clientCa, referrer),
    min_version: tls.minVersion,
    max_version: tls.maxVersion,
    cipher_suites: tls.cipherSuites,
    curve_preferences: tls.curvePreferences,
  });
}
