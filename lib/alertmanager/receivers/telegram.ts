import type { TelegramConfig } from '../../native/alertmanager';
import type { SecretKeySelector } from '../../references';
import { checkExclusive } from '../../http';
import { secretFile } from './kind';
import { defineHttpKind, type HttpNotifierProps } from './notifier';
import type { Receiver } from './receiver';

/** A message of a Telegram bot. Operator: `TelegramConfig`. */
export interface TelegramProps extends HttpNotifierProps {
  /** @default - the global one */
  readonly apiURL?: string;

  /** Token of the bot. Excludes `botTokenFile`. @default - the global one */
  readonly botToken?: SecretKeySelector;

  /** The same as a file that is in the pod already. */
  readonly botTokenFile?: string;

  /** Id of the chat, plain or by reference. */
  readonly chatID: number | SecretKeySelector;

  /** Id of a thread in the chat. */
  readonly messageThreadID?: number;

  /** Template. */
  readonly message?: string;

  /** Whether the message arrives without a sound. @default false */
  readonly disableNotifications?: boolean;

  /** Markup of the message; empty for none. @default 'HTML' */
  readonly parseMode?: 'MarkdownV2' | 'Markdown' | 'HTML' | '';
}

/** A receiver that is a chat at Telegram. */
export function telegram(name: string, props: TelegramProps): Receiver {
  return { name, telegramConfigs: [props] };
}

export const telegramKind = defineHttpKind<TelegramProps, TelegramConfig>({
  secrets: { botToken: 'bot_token_file' },
  fields: {
    apiURL: 'api_url',
    messageThreadID: 'message_thread_id',
    message: 'message',
    disableNotifications: 'disable_notifications',
    parseMode: 'parse_mode',
  },
  checkProps(where, props) {
    checkExclusive(where, props, ['botToken', 'botTokenFile']);
  },
  rest: (where, { botTokenFile, chatID }, context) => ({
    ...(botTokenFile === undefined ? {} : { bot_token_file: botTokenFile }),
    ...(typeof chatID === 'object'
      ? { chat_id_file: secretFile(where.at('chatID'), chatID, context) ?? '' }
      : { chat_id: chatID }),
  }),
  demands: {
    sources: [
      {
        oneOf: ['bot_token', 'bot_token_file'],
        global: ['telegram_bot_token', 'telegram_bot_token_file'],
        complaint: 'has no token, and there is no global one',
        remedy: "Set `botToken: secretKey('telegram', 'token')` here, or `global.telegramBotToken`.",
      },
      {
        oneOf: ['chat_id', 'chat_id_file'],
        complaint: 'has no chat',
        remedy: 'Set `chatID`, which is not zero.',
      },
    ],
    urls: ['api_url'],
    choices: { parse_mode: ['MarkdownV2', 'Markdown', 'HTML', ''] },
  },
});
