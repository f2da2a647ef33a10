import type { FilePath, GoDuration, PlainSecret, TmplString } from '../scalars';
import type { HttpNotifierConfig } from './notifier';

/** Pushover (`<pushover_config>`). */
export interface PushoverConfig extends HttpNotifierConfig {
  /** Key of the recipient. */
  readonly user_key?: PlainSecret;

  /** File that holds the key of the recipient. */
  readonly user_key_file?: FilePath;

  /** Token of the application. */
  readonly token?: PlainSecret;

  /** File that holds the token of the application. */
  readonly token_file?: FilePath;

  /** Title. */
  readonly title?: TmplString;

  /** Body. */
  readonly message?: TmplString;

  /** Link below the body. */
  readonly url?: TmplString;

  /** What that link says. */
  readonly url_title?: TmplString;

  /** One device of the recipient. */
  readonly device?: TmplString;

  /** Name of a sound. */
  readonly sound?: TmplString;

  /** -2 to 2. Default: 2 (emergency) while firing, 0 after. */
  readonly priority?: TmplString;

  /** How often an emergency is repeated; at least `30s`. Default `1m`. */
  readonly retry?: GoDuration;

  /** How long an emergency is repeated. Default `1h`. */
  readonly expire?: GoDuration;

  /** After how long the message is deleted. */
  readonly ttl?: GoDuration;

  /** Whether the body is HTML. Not with {@link monospace}. */
  readonly html?: boolean;

  /** Whether the body is set in monospace. Not with {@link html}. */
  readonly monospace?: boolean;
}
