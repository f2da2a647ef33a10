import type { FileContext } from '../http';
import { renderYaml } from '../native';
import type { Where } from '../problems';
import { checkWebServer, renderWebConfig } from '../web';
import { WEB_CONFIG_DIRECTORY, WEB_CONFIG_FILE } from './paths';
import type { AlertmanagerWeb } from './web-props';

/** The file of the web configuration: one that we write, one of the user, or none. */
export interface WebFile {
  /** Where the pods have it. */
  readonly path?: string;

  /** The ConfigMap's data, where we write it. */
  readonly data?: Readonly<Record<string, string>>;
}

/** Those that do not keep the kubelet out, which probes without a certificate. */
const CLIENT_AUTH_TYPES = ['NoClientCert', 'RequestClientCert', 'VerifyClientCertIfGiven'];

/** Checks the web settings and renders them. */
export function compileWeb(where: Where, web: AlertmanagerWeb, context: FileContext): WebFile {
  checkWebServer(where, web, CLIENT_AUTH_TYPES);
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
