/** Where things are in the pods of Thanos. */
export const CONFIG_ROOT = '/etc/thanos';

/** Files that the construct writes: endpoints, Alertmanagers, the web server's configuration. */
export const CONFIG_DIRECTORY = `${CONFIG_ROOT}/config`;
export const ENDPOINTS_FILE = 'endpoints.yml';
export const OBJECT_STORE_FILE = 'objstore.yml';
export const HTTP_CONFIG_FILE = 'http-config.yml';
export const QUERIES_FILE = 'queries.yml';
export const ALERTMANAGERS_FILE = 'alertmanagers.yml';
export const ALERT_RELABEL_FILE = 'alert-relabel.yml';
export const CACHE_FILE = 'cache.yml';

/** Rules of the app's constructs. */
export const RULES_DIRECTORY = `${CONFIG_ROOT}/rules`;

/** As the operator has it for the Ruler. */
export const DATA_DIRECTORY = '/thanos/data';
export const HTTP_PORT = 10902;
export const GRPC_PORT = 10901;
export const GRPC_PORT_NAME = 'grpc';
export const RELOADER_PORT = 8080;
export const RELOADER_PORT_NAME = 'reloader-web';

/** Where a Ruler has rules and data: of these paths it is made at which moments it evaluates. */
export const RULER_PATHS = { rules: RULES_DIRECTORY, data: DATA_DIRECTORY } as const;
