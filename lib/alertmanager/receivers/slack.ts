import { checkExclusive, checkHttpClient } from '../../http';
import type { GlobalConfig, SlackConfig } from '../../native/alertmanager';
import type { Where } from '../../problems';
import { checkUrl, compact } from '../../values';
import { checkGoDuration } from '../go-duration';
import type { IntegrationKind } from './kind';
import { renderHttpNotifier, secretFile } from './notifier';
import type { Receiver } from './receiver';
import type { SlackAction, SlackProps } from './slack-props';

/** A receiver that posts to Slack. */
export function slack(name: string, props: SlackProps): Receiver {
  return { name, slackConfigs: [props] };
}

export const slackKind: IntegrationKind<SlackProps, SlackConfig> = {
  check(where, props, global) {
    checkExclusive(where, props, ['apiURL', 'appToken']);
    checkTarget(where, props, global);
    checkUrl(where.at('appUrl'), props.appUrl);
    checkGoDuration(where.at('timeout'), props.timeout);
    checkHttpClient(where.at('httpConfig'), props.httpConfig ?? {});
    props.actions?.forEach((action, index) => {
      checkAction(where.at('actions', index), action);
    });
  },

  render(where, props, context) {
    const { channel, username, color, title, pretext, text, fields, footer, fallback } = props;
    return compact<SlackConfig>({
      api_url_file: secretFile(where.at('apiURL'), props.apiURL, context),
      app_token_file: secretFile(where.at('appToken'), props.appToken, context),
      app_url: props.appUrl,
      channel,
      username,
      color,
      title,
      title_link: props.titleLink,
      pretext,
      text,
      message_text: props.messageText,
      fields,
      short_fields: props.shortFields,
      footer,
      fallback,
      callback_id: props.callbackId,
      icon_emoji: props.iconEmoji,
      icon_url: props.iconUrl,
      image_url: props.imageUrl,
      thumb_url: props.thumbUrl,
      link_names: props.linkNames,
      mrkdwn_in: props.mrkdwnIn,
      actions: props.actions?.map(renderAction),
      timeout: props.timeout,
      ...renderHttpNotifier(where, props, context),
    });
  },
};

function checkTarget(where: Where, props: SlackProps, global: GlobalConfig): void {
  const own = props.apiURL ?? props.appToken;
  const inherited =
    global.slack_api_url_file ??
    global.slack_api_url ??
    global.slack_app_token_file ??
    global.slack_app_token;
  if (own === undefined && inherited === undefined) {
    where.error({
      code: 'incomplete',
      complaint: 'has neither a webhook nor the token of an app, and there is no global one',
      remedy: "Set `apiURL: secretKey('slack', 'url')` here, or `global.slackApiUrl`.",
    });
  }
}

function checkAction(where: Where, { name, url }: SlackAction): void {
  if (name === undefined && url === undefined) {
    where.error({
      code: 'incomplete',
      complaint: 'does nothing: it has neither url nor name',
      remedy: 'Set `url` for a link, or `name` for a message to the app.',
    });
  }
}

function renderAction({ confirm, ...action }: SlackAction): NonNullable<SlackConfig['actions']>[number] {
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
