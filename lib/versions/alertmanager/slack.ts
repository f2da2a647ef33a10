import type { Catalogue } from '../catalogue';
import { each, since } from '../facts';
import { old, section } from './old';
import { httpNotifier } from './notifier';

export const slackSections = {
  slack_config: {
    ...httpNotifier(old),
    api_url: { ...old, known: ['https://slack.com/api/chat.postMessage'] },
    ...each(old, 'channel', 'username', 'icon_emoji', 'icon_url', 'link_names'),
    ...each(old, 'color', 'title', 'title_link', 'pretext', 'text', 'fallback', 'footer'),
    ...each(old, 'image_url', 'thumb_url', 'mrkdwn_in', 'short_fields', 'callback_id'),
    actions: section('slack_action'),
    fields: section('slack_field'),
    api_url_file: since('0.22', '#2534'),
    ...each(since('0.30', '#4211'), 'app_token', 'app_token_file', 'app_url'),
    timeout: since('0.30', '#4355'),
    message_text: since('0.31', '#4867'),
    update_message: since('0.32', '#5007'),
  },
  slack_action: {
    ...each(old, 'type', 'text', 'url', 'style', 'name', 'value'),
    confirm: section('slack_confirmation'),
  },
  slack_confirmation: each(old, 'text', 'dismiss_text', 'ok_text', 'title'),
  slack_field: each(old, 'title', 'value', 'short'),
} satisfies Catalogue;
