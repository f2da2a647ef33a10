import type { MattermostConfig } from '../../native/alertmanager';
import type { SecretKeySelector } from '../../references';
import { compact } from '../../values';
import { isSet } from './demands';
import { defineHttpKind, type HttpNotifierProps } from './notifier';
import type { Receiver } from './receiver';

/** A post at Mattermost. Texts are templates. Upstream: `mattermost_config`. */
export interface MattermostProps extends HttpNotifierProps {
  /** URL of the incoming webhook. @default - the global one */
  readonly webhookURL?: SecretKeySelector;

  /** Channel other than the webhook's: its name in URLs, `town-square`. */
  readonly channel?: string;

  /** Name of the sender. */
  readonly username?: string;
  readonly iconURL?: string;
  readonly iconEmoji?: string;

  /** Text for clients that show no frames. */
  readonly fallback?: string;

  /** Colour of the border. */
  readonly color?: string;

  /** Text before the frame. */
  readonly pretext?: string;
  readonly text?: string;
  readonly title?: string;
  readonly titleLink?: string;
  readonly authorName?: string;
  readonly authorLink?: string;
  readonly authorIcon?: string;

  /** Table of short facts. */
  readonly fields?: NonNullable<MattermostConfig['fields']>;
  readonly imageURL?: string;
  readonly thumbURL?: string;
  readonly footer?: string;
  readonly footerIcon?: string;

  /** Type of the post, `custom_…`. */
  readonly type?: string;

  /** Properties of the post: Markdown that opens at the right on demand. */
  readonly props?: { readonly card?: string };
  readonly priority?: {
    /** `urgent`, `important` or `standard`. */
    readonly priority?: string;

    /** Whether readers must acknowledge; enterprise only. */
    readonly requestedAck?: boolean;

    /** Whether an urgent post comes back every five minutes; enterprise only. */
    readonly persistentNotifications?: boolean;
  };
}

/** A receiver that posts to Mattermost. */
export function mattermost(name: string, props: MattermostProps): Receiver {
  return { name, mattermostConfigs: [props] };
}

export const mattermostKind = defineHttpKind<MattermostProps, MattermostConfig>({
  secrets: { webhookURL: 'webhook_url_file' },
  fields: {
    channel: 'channel',
    username: 'username',
    iconURL: 'icon_url',
    iconEmoji: 'icon_emoji',
    fallback: 'fallback',
    color: 'color',
    pretext: 'pretext',
    text: 'text',
    title: 'title',
    titleLink: 'title_link',
    authorName: 'author_name',
    authorLink: 'author_link',
    authorIcon: 'author_icon',
    fields: 'fields',
    imageURL: 'image_url',
    thumbURL: 'thumb_url',
    footer: 'footer',
    footerIcon: 'footer_icon',
    type: 'type',
    props: 'props',
  },
  rest: (_where, { priority }) =>
    compact<Partial<MattermostConfig>>({
      priority:
        priority &&
        compact({
          priority: priority.priority,
          requested_ack: priority.requestedAck,
          persistent_notifications: priority.persistentNotifications,
        }),
    }),
  demands: {
    sources: [
      {
        oneOf: ['webhook_url', 'webhook_url_file'],
        global: ['mattermost_webhook_url', 'mattermost_webhook_url_file'],
        complaint: 'has no webhook, and there is no global one',
        remedy: "Set `webhookURL: secretKey('mattermost', 'url')` here, or `global.mattermostWebhookUrl`.",
      },
    ],
    urls: ['webhook_url'],
    more(where, { fields = [] }, words) {
      fields.forEach((field, index) => {
        if (!isSet(field.title) || !isSet(field.value)) {
          where.at(words('fields'), index).error({
            code: 'incomplete',
            complaint: 'needs a title and a value',
          });
        }
      });
    },
  },
});
