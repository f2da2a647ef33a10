import type { FilePath, GoDuration, PlainSecret } from '../scalars';
import type { HttpNotifierConfig } from './notifier';

/**
 * incident.io, by its alert sources (`<incidentio_config>`). Either a token or `http_config.authorization`,
 * not both.
 */
export interface IncidentioConfig extends HttpNotifierConfig {
  /** URL of the alert source. */
  readonly url?: string;

  /** File that holds the URL of the alert source. */
  readonly url_file?: FilePath;

  /** Token of the alert source. */
  readonly alert_source_token?: PlainSecret;

  /** File that holds the token of the alert source. */
  readonly alert_source_token_file?: FilePath;

  /** Alerts per message; 0: all, down to one where 512 KB are not enough. */
  readonly max_alerts?: number;

  /** Time limit of one request. Default `0s`: none but the group's interval. */
  readonly timeout?: GoDuration;
}
