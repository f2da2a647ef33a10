import type { Catalogue } from '../catalogue';
import { each, since } from '../facts';
import { old } from './old';
import { httpNotifier } from './notifier';

const discord = since('0.25', '#2948');
const msteams = since('0.26', '#3324');
const msteamsv2 = since('0.28', '#4024');
const telegram = since('0.24', '#2827');
const webex = since('0.25', '#3132');

/** Receivers that people read as messages; those with more than a text or two have files of their own. */
export const chatReceiverSections = {
  discord_config: {
    ...httpNotifier(discord),
    ...each(discord, 'webhook_url', 'title', 'message'),
    webhook_url_file: since('0.27', '#3555'),
    ...each(since('0.28', '#4007'), 'content', 'username', 'avatar_url'),
  },
  msteams_config: {
    ...httpNotifier(msteams),
    ...each(msteams, 'webhook_url', 'title', 'text'),
    webhook_url_file: since('0.27', '#3555'),
    summary: since('0.27', '#3616'),
  },
  msteamsv2_config: {
    ...httpNotifier(msteamsv2),
    ...each(msteamsv2, 'webhook_url', 'webhook_url_file', 'title', 'text'),
  },
  telegram_config: {
    ...httpNotifier(telegram),
    ...each(telegram, 'api_url', 'bot_token', 'chat_id'),
    ...each(telegram, 'message', 'disable_notifications', 'parse_mode'),
    bot_token_file: since('0.26', '#3226'),
    message_thread_id: since('0.28', '#3638'),
    chat_id_file: since('0.31', '#4909'),
  },
  webex_config: {
    ...httpNotifier(webex),
    ...each(webex, 'api_url', 'room_id', 'message'),
  },
  wechat_config: {
    ...httpNotifier(old),
    ...each(old, 'api_secret', 'api_url', 'corp_id', 'agent_id', 'message'),
    ...each(old, 'to_user', 'to_party', 'to_tag'),
    message_type: since('0.22', '#2309'),
    api_secret_file: since('0.31', '#4734'),
  },
} satisfies Catalogue;
