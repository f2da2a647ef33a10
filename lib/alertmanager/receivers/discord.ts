import type { DiscordConfig } from '../../native/alertmanager';
import type { SecretKeySelector } from '../../references';
import { defineHttpKind, type HttpNotifierProps } from './notifier';
import type { Receiver } from './receiver';

/** A message at Discord. Texts are templates. Operator: `DiscordConfig`. */
export interface DiscordProps extends HttpNotifierProps {
  /** URL of the channel's webhook. */
  readonly apiURL: SecretKeySelector;
  readonly title?: string;

  /** Text in the frame. */
  readonly message?: string;

  /** Text outside of the frame, up to 2000 characters. */
  readonly content?: string;

  /** Name of the sender. */
  readonly username?: string;

  /** Picture of the sender. */
  readonly avatarURL?: string;
}

/** A receiver that posts to Discord. */
export function discord(name: string, props: DiscordProps): Receiver {
  return { name, discordConfigs: [props] };
}

export const discordKind = defineHttpKind<DiscordProps, DiscordConfig>({
  secrets: { apiURL: 'webhook_url_file' },
  fields: {
    title: 'title',
    message: 'message',
    content: 'content',
    username: 'username',
    avatarURL: 'avatar_url',
  },
  demands: {
    sources: [
      {
        oneOf: ['webhook_url', 'webhook_url_file'],
        complaint: 'has no webhook',
        remedy: "Set `apiURL: secretKey('discord', 'url')`.",
      },
    ],
    urls: ['webhook_url', 'avatar_url'],
  },
});
