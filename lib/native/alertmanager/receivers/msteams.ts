import type { FilePath, PlainSecret, TmplString } from '../scalars';
import type { HttpNotifierConfig } from './notifier';

/** Microsoft Teams, by a connector's webhook (`<msteams_config>`). Microsoft retires connectors. */
export interface MsteamsConfig extends HttpNotifierConfig {
  /** URL of the webhook. */
  readonly webhook_url?: PlainSecret;

  /** File that holds the URL of the webhook. */
  readonly webhook_url_file?: FilePath;

  /** Title. */
  readonly title?: TmplString;

  /** Summary. */
  readonly summary?: TmplString;

  /** Body. */
  readonly text?: TmplString;
}
