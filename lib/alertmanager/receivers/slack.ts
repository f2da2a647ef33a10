import type { SlackConfig } from '../../native/alertmanager';
import type { Where } from '../../problems';
import { compact } from '../../values';
import type { Words } from '../../versions';
import { isSet } from './demands';
import { defineHttpKind } from './notifier';
import type { Receiver } from './receiver';
import type { SlackAction, SlackProps } from './slack-props';

/** A receiver that posts to Slack. */
export function slack(name: string, props: SlackProps): Receiver {
  return { name, slackConfigs: [props] };
}

export const slackKind = defineHttpKind<SlackProps, SlackConfig>({
  secrets: { apiURL: 'api_url_file', appToken: 'app_token_file' },
  fields: {
    appUrl: 'app_url',
    channel: 'channel',
    username: 'username',
    color: 'color',
    title: 'title',
    titleLink: 'title_link',
    pretext: 'pretext',
    text: 'text',
    messageText: 'message_text',
    fields: 'fields',
    shortFields: 'short_fields',
    footer: 'footer',
    fallback: 'fallback',
    callbackId: 'callback_id',
    iconEmoji: 'icon_emoji',
    iconURL: 'icon_url',
    imageURL: 'image_url',
    thumbURL: 'thumb_url',
    linkNames: 'link_names',
    mrkdwnIn: 'mrkdwn_in',
    updateMessage: 'update_message',
    timeout: 'timeout',
  },
  rest: (_where, { actions }) => compact<Partial<SlackConfig>>({ actions: actions?.map(renderAction) }),
  demands: {
    sources: [
      {
        oneOf: ['api_url', 'api_url_file', 'app_token', 'app_token_file'],
        global: ['slack_api_url_file', 'slack_api_url', 'slack_app_token_file', 'slack_app_token'],
        complaint: 'has neither a webhook nor the token of an app, and there is no global one',
        remedy: "Set `apiURL: secretKey('slack', 'url')` here, or `global.slackApiUrl`.",
      },
    ],
    urls: ['api_url', 'app_url'],
    durations: ['timeout'],
    more(where, native, words) {
      native.actions?.forEach((action, index) => {
        checkAction(where.at(words('actions'), index), action);
      });
      native.fields?.forEach(({ title, value }, index) => {
        if (!isSet(title) || !isSet(value)) {
          where.at(words('fields'), index).error({
            code: 'incomplete',
            complaint: 'needs a title and a value',
          });
        }
      });
      checkUpdate(where, native, words);
    },
  },
});

type NativeAction = NonNullable<SlackConfig['actions']>[number];

function checkAction(where: Where, { type, text, name, url, confirm }: NativeAction): void {
  if (!isSet(type) || !isSet(text)) {
    where.error({ code: 'incomplete', complaint: 'needs a type and a text' });
  }
  if (!isSet(name) && !isSet(url)) {
    where.error({
      code: 'incomplete',
      complaint: 'does nothing: it has neither url nor name',
      remedy: 'Set `url` for a link, or `name` for a message to the app.',
    });
  }
  if (confirm !== undefined && !isSet(confirm.text)) {
    where.at('confirm', 'text').error({ code: 'incomplete', complaint: 'is not set' });
  }
}

/** Upstream looks for the address of the API in the field of the webhook, and there only. */
const UPDATING_API = 'https://slack.com/api/chat.postMessage';

function checkUpdate(where: Where, native: SlackConfig, words: Words): void {
  if (native.update_message === true && native.api_url !== UPDATING_API) {
    where.at(words('update_message')).error({
      code: 'contradiction',
      value: true,
      complaint: 'is possible only where the URL is written out as that of the API of apps',
      remedy: `Say it natively, in \`additionalConfig\`: \`api_url: ${UPDATING_API}\` and \`http_config.authorization\` with the token of the app.`,
    });
  }
}

function renderAction({ confirm, ...action }: SlackAction): NativeAction {
  return {
    ...action,
    ...(confirm && {
      confirm: compact({
        text: confirm.text,
        dismiss_text: confirm.dismissText,
        ok_text: confirm.okText,
        title: confirm.title,
      }),
    }),
  };
}
