import type { Catalogue } from '../catalogue';
import { deprecated, since } from '../facts';
import { old, section } from './old';

export const receiverSections = {
  receiver: {
    name: old,
    labels: since('0.33', '#5152'),
    discord_configs: section('discord_config', since('0.25', '#2948')),
    email_configs: section('email_config'),
    incidentio_configs: section('incidentio_config', since('0.29', '#4372')),
    jira_configs: section('jira_config', since('0.28', '#3590')),
    mattermost_configs: section('mattermost_config', since('0.30', '#4090')),
    msteams_configs: section(
      'msteams_config',
      deprecated(since('0.26', '#3324'), '0.28', 'msteamsv2_configs'),
    ),
    msteamsv2_configs: section('msteamsv2_config', since('0.28', '#4024')),
    opsgenie_configs: section('opsgenie_config'),
    pagerduty_configs: section('pagerduty_config'),
    pushover_configs: section('pushover_config'),
    rocketchat_configs: section('rocketchat_config', since('0.28', '#3600')),
    slack_configs: section('slack_config'),
    sns_configs: section('sns_config', since('0.23', '#2615')),
    telegram_configs: section('telegram_config', since('0.24', '#2827')),
    victorops_configs: section('victorops_config'),
    webex_configs: section('webex_config', since('0.25', '#3132')),
    webhook_configs: section('webhook_config'),
    wechat_configs: section('wechat_config'),
  },
} satisfies Catalogue;
