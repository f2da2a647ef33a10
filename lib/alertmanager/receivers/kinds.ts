import { discordKind } from './discord';
import { emailKind } from './email';
import { incidentioKind } from './incidentio';
import { jiraKind } from './jira';
import { mattermostKind } from './mattermost';
import { msteamsKind } from './msteams';
import { msteamsv2Kind } from './msteamsv2';
import { opsgenieKind } from './opsgenie';
import { pagerdutyKind } from './pagerduty';
import { pushoverKind } from './pushover';
import { rocketchatKind } from './rocketchat';
import { slackKind } from './slack';
import { snsKind } from './sns';
import { telegramKind } from './telegram';
import { victoropsKind } from './victorops';
import { webexKind } from './webex';
import { webhookKind } from './webhook';
import { wechatKind } from './wechat';
import type { IntegrationKind, NativeList } from './kind';
import type { Receiver } from './receiver';

/** The lists of a receiver: `slackConfigs` and its like. */
export type PropsList = Exclude<keyof Receiver, 'name' | 'labels'>;

/** One of the lists of a receiver, natively, and what it holds. */
export interface ListedKind {
  readonly native: NativeList;
  readonly kind: IntegrationKind;
}

/** Every way to notify, by the list of a receiver that has it. */
export const KINDS: Readonly<Record<PropsList, ListedKind>> = {
  discordConfigs: { native: 'discord_configs', kind: discordKind },
  emailConfigs: { native: 'email_configs', kind: emailKind },
  incidentioConfigs: { native: 'incidentio_configs', kind: incidentioKind },
  jiraConfigs: { native: 'jira_configs', kind: jiraKind },
  mattermostConfigs: { native: 'mattermost_configs', kind: mattermostKind },
  msteamsConfigs: { native: 'msteams_configs', kind: msteamsKind },
  msteamsv2Configs: { native: 'msteamsv2_configs', kind: msteamsv2Kind },
  opsgenieConfigs: { native: 'opsgenie_configs', kind: opsgenieKind },
  pagerdutyConfigs: { native: 'pagerduty_configs', kind: pagerdutyKind },
  pushoverConfigs: { native: 'pushover_configs', kind: pushoverKind },
  rocketchatConfigs: { native: 'rocketchat_configs', kind: rocketchatKind },
  slackConfigs: { native: 'slack_configs', kind: slackKind },
  snsConfigs: { native: 'sns_configs', kind: snsKind },
  telegramConfigs: { native: 'telegram_configs', kind: telegramKind },
  victoropsConfigs: { native: 'victorops_configs', kind: victoropsKind },
  webexConfigs: { native: 'webex_configs', kind: webexKind },
  webhookConfigs: { native: 'webhook_configs', kind: webhookKind },
  wechatConfigs: { native: 'wechat_configs', kind: wechatKind },
};
