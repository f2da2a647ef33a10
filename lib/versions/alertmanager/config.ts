import type { Catalogue } from '../catalogue';
import { deprecated, each, since } from '../facts';
import { old, section } from './old';

const rocketchat = since('0.28', '#3600');

/** The file as a whole, and what its receivers share. */
export const configSections = {
  config: {
    global: section('global'),
    templates: old,
    route: section('route'),
    receivers: section('receiver'),
    inhibit_rules: section('inhibit_rule'),
    mute_time_intervals: section(
      'time_interval',
      deprecated(since('0.22', '#2393'), '0.24', 'time_intervals'),
    ),
    time_intervals: section('time_interval', since('0.24', '#2779')),
    tracing: section('tracing_config', since('0.30', '#4745')),
    event_recorder: section('event_recorder_config', since('0.33', '#5072')),
  },
  global: {
    resolve_timeout: old,
    http_config: section('http_config'),

    ...each(old, 'smtp_from', 'smtp_hello', 'smtp_smarthost', 'smtp_require_tls'),
    ...each(old, 'smtp_auth_username', 'smtp_auth_password', 'smtp_auth_secret', 'smtp_auth_identity'),
    smtp_auth_password_file: since('0.25', '#3038'),
    smtp_tls_config: section('tls_config', since('0.28', '#3732')),
    smtp_auth_secret_file: since('0.31', '#3087'),
    smtp_force_implicit_tls: since('0.31', '#4818'),

    jira_api_url: since('0.28', '#3590'),

    ...each(since('0.32', '#4998'), 'mattermost_webhook_url', 'mattermost_webhook_url_file'),

    ...each(old, 'opsgenie_api_key', 'opsgenie_api_url'),
    opsgenie_api_key_file: since('0.24', '#2728'),

    pagerduty_url: old,

    rocketchat_api_url: rocketchat,
    ...each(rocketchat, 'rocketchat_token', 'rocketchat_token_file'),
    ...each(rocketchat, 'rocketchat_token_id', 'rocketchat_token_id_file'),

    slack_api_url: old,
    slack_api_url_file: since('0.22', '#2534'),
    ...each(since('0.30', '#4211'), 'slack_app_token', 'slack_app_token_file', 'slack_app_url'),

    telegram_api_url: since('0.24', '#2827'),
    ...each(since('0.31', '#4823'), 'telegram_bot_token', 'telegram_bot_token_file'),

    ...each(old, 'victorops_api_key', 'victorops_api_url'),
    victorops_api_key_file: since('0.25', '#3111'),

    webex_api_url: since('0.25', '#3132'),

    ...each(old, 'wechat_api_url', 'wechat_api_secret', 'wechat_api_corp_id'),
    wechat_api_secret_file: since('0.31', '#4734'),
  },
} satisfies Catalogue;
