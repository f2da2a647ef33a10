import type { FilePath, PlainSecret, TmplString } from '../scalars';
import type { HttpNotifierConfig } from './notifier';

/** Microsoft Teams, by a workflow that takes adaptive cards (`<msteamsv2_config>`). */
export interface Msteamsv2Config extends HttpNotifierConfig {
  /** URL of the workflow. */
  readonly webhook_url?: PlainSecret;

  /** File that holds the URL of the workflow. */
  readonly webhook_url_file?: FilePath;

  /** Title. */
  readonly title?: TmplString;

  /** Body. */
  readonly text?: TmplString;
}
