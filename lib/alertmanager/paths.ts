/** Where things are in the pods of an Alertmanager. The data is where the operator has it. */
export const CONFIG_ROOT = '/etc/alertmanager';

/** `alertmanager.yml`, and templates that are written along with it. */
export const CONFIG_DIRECTORY = `${CONFIG_ROOT}/config`;
export const CONFIG_FILE = 'alertmanager.yml';

/** The same in a Secret of the user's, where the operator looks for it. */
export const CONFIG_SECRET_FILE = 'alertmanager.yaml';
export const WEB_CONFIG_DIRECTORY = `${CONFIG_ROOT}/web_config`;
export const WEB_CONFIG_FILE = 'web-config.yml';
export const CLUSTER_TLS_DIRECTORY = `${CONFIG_ROOT}/cluster_tls`;
export const CLUSTER_TLS_FILE = 'cluster-tls.yml';
export const DATA_DIRECTORY = '/alertmanager';
export const DATA_SUB_PATH = 'alertmanager-db';
export const WEB_PORT = 9093;
export const MESH_PORT = 9094;

/** That of TCP. */
export const MESH_PORT_NAME = 'tcp-mesh';
export const RELOADER_PORT = 8080;
export const RELOADER_PORT_NAME = 'reloader-web';
