import type { FilePath, PlainSecret, TmplString } from '../scalars';
import type { HttpNotifierConfig } from './notifier';

/** Telegram, by bot (`<telegram_config>`). */
export interface TelegramConfig extends HttpNotifierConfig {
  /** API. */
  readonly api_url?: string;

  /** Token of the bot. */
  readonly bot_token?: PlainSecret;

  /** File that holds the token of the bot. */
  readonly bot_token_file?: FilePath;

  /** Id of the chat. */
  readonly chat_id?: number;

  /** File that holds the id of the chat. */
  readonly chat_id_file?: FilePath;

  /** Id of a thread in the chat. */
  readonly message_thread_id?: number;

  /** Body. */
  readonly message?: TmplString;

  /** Whether the message arrives without a sound. */
  readonly disable_notifications?: boolean;

  /** Markup of the body, empty for none. Default `HTML`. */
  readonly parse_mode?: 'MarkdownV2' | 'Markdown' | 'HTML' | '';
}
