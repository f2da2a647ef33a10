import type { DiscordProps } from './discord';
import type { EmailProps } from './email';
import type { IncidentioProps } from './incidentio';
import type { JiraProps } from './jira';
import type { MattermostProps } from './mattermost';
import type { MsteamsProps } from './msteams';
import type { Msteamsv2Props } from './msteamsv2';
import type { OpsgenieProps } from './opsgenie';
import type { PagerdutyProps } from './pagerduty';
import type { PushoverProps } from './pushover';
import type { RocketchatProps } from './rocketchat';
import type { SlackProps } from './slack-props';
import type { SnsProps } from './sns';
import type { TelegramProps } from './telegram';
import type { VictoropsProps } from './victorops';
import type { WebexProps } from './webex';
import type { WebhookProps } from './webhook';
import type { WechatProps } from './wechat';

/**
 * A name for one or more ways to notify, all of which are taken; without any it is silent. Functions such as
 * `slack()` make one with a single way. Operator: `Receiver`.
 */
export interface Receiver {
  /** Unique, and what routes refer to. */
  readonly name: string;

  /** Labels to find it by in the API. Needs Alertmanager 0.33. */
  readonly labels?: Readonly<Record<string, string>>;

  readonly discordConfigs?: readonly DiscordProps[];
  readonly emailConfigs?: readonly EmailProps[];
  readonly incidentioConfigs?: readonly IncidentioProps[];
  readonly jiraConfigs?: readonly JiraProps[];
  readonly mattermostConfigs?: readonly MattermostProps[];

  /** Microsoft retires connectors: use `msteamsv2Configs`. */
  readonly msteamsConfigs?: readonly MsteamsProps[];
  readonly msteamsv2Configs?: readonly Msteamsv2Props[];
  readonly opsgenieConfigs?: readonly OpsgenieProps[];
  readonly pagerdutyConfigs?: readonly PagerdutyProps[];
  readonly pushoverConfigs?: readonly PushoverProps[];
  readonly rocketchatConfigs?: readonly RocketchatProps[];
  readonly slackConfigs?: readonly SlackProps[];
  readonly snsConfigs?: readonly SnsProps[];
  readonly telegramConfigs?: readonly TelegramProps[];
  readonly victoropsConfigs?: readonly VictoropsProps[];
  readonly webexConfigs?: readonly WebexProps[];
  readonly webhookConfigs?: readonly WebhookProps[];
  readonly wechatConfigs?: readonly WechatProps[];
}
