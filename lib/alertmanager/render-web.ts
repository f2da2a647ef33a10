import { checkExclusive, type FileContext } from '../http';
import { renderYaml } from '../native';
import type { WebConfig } from '../native/prometheus';
import type { Where } from '../problems';
import { checkChoice, compact } from '../values';
import { WEB_CONFIG_DIRECTORY, WEB_CONFIG_FILE } from './paths';
import type { AlertmanagerWeb, AlertmanagerWebTlsConfig } from './web-props';

/** The web configuration, natively; undefined where there is nothing to say. Prometheus reads the same file. */
function renderWebConfig(where: Where, web: AlertmanagerWeb, context: FileContext): WebConfig | undefined {
  if (web.tlsConfig === undefined && web.httpConfig === undefined) {
    return undefined;
  }
  return compact<WebConfig>({
    tls_server_config: web.tlsConfig && renderServerTls(where.at('tlsConfig'), web.tlsConfig, context),
    http_server_config: web.httpConfig,
  });
}

/** Whether the web server speaks TLS. */
export function webScheme(web: AlertmanagerWeb): 'http' | 'https' {
  return web.tlsConfig !== undefined || web.configFile?.tls === true ? 'https' : 'http';
}

/** Reports settings that contradict each other, or would keep the kubelet out. */
function checkWeb(where: Where, web: AlertmanagerWeb): void {
  checkExclusive(where, web, ['configFile', 'tlsConfig']);
  checkExclusive(where, web, ['configFile', 'httpConfig']);
  checkChoice(where.at('tlsConfig', 'clientAuthType'), web.tlsConfig?.clientAuthType, [
    'NoClientCert',
    'RequestClientCert',
    'VerifyClientCertIfGiven',
  ]);
  if (web.httpConfig?.http2 === true && web.tlsConfig === undefined) {
    where.at('httpConfig', 'http2').error({
      code: 'contradiction',
      value: true,
      complaint: 'has no effect without tlsConfig',
      remedy: 'HTTP/2 is spoken over TLS only.',
    });
  }
}

function renderServerTls(where: Where, tls: AlertmanagerWebTlsConfig, { files, referrer }: FileContext) {
  return compact<NonNullable<WebConfig['tls_server_config']>>({
    cert_file: files.either(where.at('cert'), tls.cert, referrer),
    key_file: files.secret(where.at('keySecret'), tls.keySecret, referrer),
    client_auth_type: tls.clientAuthType,
    client_ca_file: tls.clientCa && files.either(where.at('clientCa'), tls.clientCa, referrer),
    min_version: tls.minVersion,
    max_version: tls.maxVersion,
  });
}

/** The file of the web configuration: one that we write, one of the user, or none. */
export interface WebFile {
  /** Where the pods have it. */
  readonly path?: string;

  /** The ConfigMap's data, where we write it. */
  readonly data?: Readonly<Record<string, string>>;
}

/** Checks the web settings and renders them. */
export function compileWeb(where: Where, web: AlertmanagerWeb, context: FileContext): WebFile {
  checkWeb(where, web);
  if (web.configFile) {
    return {
      path: context.files.secret(where.at('configFile', 'secret'), web.configFile.secret, context.referrer),
    };
  }
  const config = renderWebConfig(where, web, context);
  return config === undefined
    ? {}
    : { path: `${WEB_CONFIG_DIRECTORY}/${WEB_CONFIG_FILE}`, data: { [WEB_CONFIG_FILE]: renderYaml(config) } };
}
