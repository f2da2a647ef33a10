/** Where things are in the pods of a Prometheus. The data is where the operator has it. */
export const CONFIG_ROOT = '/etc/prometheus';

/** `prometheus.yml`, and beside it the slots of scrape configurations: one volume, so that they change together. */
export const CONFIG_DIRECTORY = `${CONFIG_ROOT}/config`;
export const CONFIG_FILE = 'prometheus.yml';
export const WEB_CONFIG_FILE = 'web-config.yml';
export const PROBE_CLIENT_FILE = 'probe-client.yml';

/** Rules of the app's constructs. */
export const RULES_DIRECTORY = `${CONFIG_ROOT}/rules`;

/** Rules that users put into `<name>-rules`. */
export const USER_RULES_DIRECTORY = `${CONFIG_ROOT}/user-rules`;
export const DATA_DIRECTORY = '/prometheus';
export const DATA_SUB_PATH = 'prometheus-db';
export const WEB_PORT = 9090;
