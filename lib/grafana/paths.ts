/** Where Grafana's pods have the Secrets that its data sources name. */
export const SECRETS_PATH = '/etc/grafana/secrets';
