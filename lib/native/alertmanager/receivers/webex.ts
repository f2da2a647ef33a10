import type { TmplString } from '../scalars';
import type { HttpNotifierConfig } from './notifier';

/**
 * Webex, by bot (`<webex_config>`). The bot's token goes into `http_config.authorization`, which it must
 * have.
 */
export interface WebexConfig extends HttpNotifierConfig {
  /** API. */
  readonly api_url?: string;

  /** Id of the room. */
  readonly room_id: TmplString;

  /** Body. */
  readonly message?: TmplString;
}
