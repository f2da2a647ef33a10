export { checkWebServer } from './check';
export type { ServerConfigFile, ServerHttp, ServerTls, WebServer } from './props';
export { renderWebConfig, webScheme } from './render';
