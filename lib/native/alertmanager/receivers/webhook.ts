import type { FreeForm } from '../free-form';
import type { FilePath, GoDuration, PlainSecret } from '../scalars';
import type { HttpNotifierConfig } from './notifier';

/** Any HTTP endpoint, by POST of JSON (`<webhook_config>`). */
export interface WebhookConfig extends HttpNotifierConfig {
  /** URL of the endpoint; a template. */
  readonly url?: PlainSecret;

  /** File that holds the URL of the endpoint. */
  readonly url_file?: FilePath;

  /** Alerts per message; 0: all. */
  readonly max_alerts?: number;

  /** Time limit of one request. Default `0s`: none but the group's interval. */
  readonly timeout?: GoDuration;

  /** Body instead of upstream's own: texts inside are templates, and the whole must become JSON. */
  readonly payload?: FreeForm;
}
