/** Where things are in the pods of a Prometheus. The data is where the operator has it. */
export const CONFIG_ROOT = '/etc/prometheus';

/** `prometheus.yml`, and beside it the slots of scrape configurations: one volume, so that they change together. */
export const CONFIG_DIRECTORY = `${CONFIG_ROOT}/config`;
export const CONFIG_FILE = 'prometheus.yml';
export const WEB_CONFIG_FILE = 'web-config.yml';
export const PROBE_CLIENT_FILE = 'probe-client.yml';

/** Rules of the app's constructs. */
export const RULES_DIRECTORY = `${CONFIG_ROOT}/rules`;

/** Rules of users that promtool accepts, each source in a folder of its own. */
export const USER_RULES_DIRECTORY = `${CONFIG_ROOT}/user-rules`;

/** Rules that users put into `<name>-rules`, as they are. */
export const USER_RULES_SOURCE_DIRECTORY = `${CONFIG_ROOT}/user-rules-source`;

/** Rules of ConfigMaps that are found by their labels, as they are. */
export const FOUND_RULES_DIRECTORY = `${CONFIG_ROOT}/found-rules`;
export const DATA_DIRECTORY = '/prometheus';
export const DATA_SUB_PATH = 'prometheus-db';
export const WEB_PORT = 9090;
