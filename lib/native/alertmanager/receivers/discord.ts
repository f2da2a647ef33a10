import type { FilePath, PlainSecret, TmplString } from '../scalars';
import type { HttpNotifierConfig } from './notifier';

/** Discord, by webhook (`<discord_config>`). */
export interface DiscordConfig extends HttpNotifierConfig {
  /** URL of the webhook. */
  readonly webhook_url?: PlainSecret;

  /** File that holds the URL of the webhook. */
  readonly webhook_url_file?: FilePath;

  /** Title of the embed. */
  readonly title?: TmplString;

  /** Body of the embed. */
  readonly message?: TmplString;

  /** Text outside of the embed, up to 2000 characters. */
  readonly content?: TmplString;

  /** Name of the sender. */
  readonly username?: string;

  /** Picture of the sender. */
  readonly avatar_url?: string;
}
