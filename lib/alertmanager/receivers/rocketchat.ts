import type { RocketchatConfig } from '../../native/alertmanager';
import type { SecretKeySelector } from '../../references';
import { compact } from '../../values';
import { defineHttpKind, type HttpNotifierProps } from './notifier';
import type { Receiver } from './receiver';

/** A button below a message. Operator: `RocketChatActionConfig`. */
export interface RocketchatAction {
  readonly text?: string;

  /** Where a click leads. */
  readonly url?: string;

  /** Message that a click posts. */
  readonly msg?: string;
}

/** A message at Rocket.Chat. Texts are templates. Operator: `RocketChatConfig`. */
export interface RocketchatProps extends HttpNotifierProps {
  /** @default - the global one */
  readonly apiURL?: string;

  /** Token of the sender. @default - the global one */
  readonly token?: SecretKeySelector;

  /** Id of that token. @default - the global one */
  readonly tokenID?: SecretKeySelector;

  /** `#on-call`, or `@somebody`. */
  readonly channel?: string;

  /** @default - red while firing, green after */
  readonly color?: string;
  readonly emoji?: string;
  readonly iconURL?: string;
  readonly text?: string;
  readonly title?: string;
  readonly titleLink?: string;

  /** Table of short facts. */
  readonly fields?: NonNullable<RocketchatConfig['fields']>;

  /** Whether cells of the table stand side by side, where they do not say. */
  readonly shortFields?: boolean;
  readonly imageURL?: string;
  readonly thumbURL?: string;
  readonly linkNames?: boolean;
  readonly actions?: readonly RocketchatAction[];
}

/** A receiver that posts to Rocket.Chat. */
export function rocketchat(name: string, props: RocketchatProps): Receiver {
  return { name, rocketchatConfigs: [props] };
}

export const rocketchatKind = defineHttpKind<RocketchatProps, RocketchatConfig>({
  secrets: { token: 'token_file', tokenID: 'token_id_file' },
  fields: {
    apiURL: 'api_url',
    channel: 'channel',
    color: 'color',
    emoji: 'emoji',
    iconURL: 'icon_url',
    text: 'text',
    title: 'title',
    titleLink: 'title_link',
    fields: 'fields',
    shortFields: 'short_fields',
    imageURL: 'image_url',
    thumbURL: 'thumb_url',
    linkNames: 'link_names',
  },
  rest: (_where, { actions }) =>
    compact<Partial<RocketchatConfig>>({ actions: actions?.map((action) => ({ ...action })) }),
  demands: {
    sources: [
      {
        oneOf: ['token', 'token_file'],
        global: ['rocketchat_token', 'rocketchat_token_file'],
        complaint: 'has no token, and there is no global one',
        remedy: "Set `token: secretKey('rocketchat', 'token')` here, or `global.rocketchatToken`.",
      },
      {
        oneOf: ['token_id', 'token_id_file'],
        global: ['rocketchat_token_id', 'rocketchat_token_id_file'],
        complaint: 'has no id of its token, and there is no global one',
        remedy: "Set `tokenID: secretKey('rocketchat', 'token-id')` here, or `global.rocketchatTokenId`.",
      },
    ],
    urls: ['api_url'],
  },
});
