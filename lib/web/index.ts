export { checkWebServer, CLIENT_AUTH_TYPES } from './check';
export type { ServerConfigFile, ServerHttp, ServerTls, WebServer } from './props';
export { asksForCertificate, renderServerTls, renderWebConfig, webScheme } from './render';
