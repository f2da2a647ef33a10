import type {
  DiscordConfig,
  EmailConfig,
  IncidentioConfig,
  JiraConfig,
  MattermostConfig,
  MsteamsConfig,
  Msteamsv2Config,
  OpsgenieConfig,
  PagerdutyConfig,
  PushoverConfig,
  RocketchatConfig,
  SlackConfig,
  SnsConfig,
  TelegramConfig,
  VictoropsConfig,
  WebexConfig,
  WebhookConfig,
  WechatConfig,
} from './receivers';

/** A name for one or more ways to notify (`<receiver>`); one without any is silent. */
export interface Receiver {
  /** Unique name, which routes refer to. */
  readonly name: string;

  /** Labels to find the receiver by in the API; `name` is set by itself. */
  readonly labels?: Readonly<Record<string, string>>;

  /** Discord. */
  readonly discord_configs?: readonly DiscordConfig[];

  /** Mail. */
  readonly email_configs?: readonly EmailConfig[];

  /** incident.io. */
  readonly incidentio_configs?: readonly IncidentioConfig[];

  /** Jira. */
  readonly jira_configs?: readonly JiraConfig[];

  /** Mattermost. */
  readonly mattermost_configs?: readonly MattermostConfig[];

  /**
   * Microsoft Teams by connectors, which Microsoft retires.
   *
   * @deprecated since 0.28, use `msteamsv2_configs`
   */
  readonly msteams_configs?: readonly MsteamsConfig[];

  /** Microsoft Teams by workflows. */
  readonly msteamsv2_configs?: readonly Msteamsv2Config[];

  /** Opsgenie. */
  readonly opsgenie_configs?: readonly OpsgenieConfig[];

  /** PagerDuty. */
  readonly pagerduty_configs?: readonly PagerdutyConfig[];

  /** Pushover. */
  readonly pushover_configs?: readonly PushoverConfig[];

  /** Rocket.Chat. */
  readonly rocketchat_configs?: readonly RocketchatConfig[];

  /** Slack. */
  readonly slack_configs?: readonly SlackConfig[];

  /** Amazon SNS. */
  readonly sns_configs?: readonly SnsConfig[];

  /** Telegram. */
  readonly telegram_configs?: readonly TelegramConfig[];

  /** VictorOps, today Splunk On-Call. */
  readonly victorops_configs?: readonly VictoropsConfig[];

  /** Webex. */
  readonly webex_configs?: readonly WebexConfig[];

  /** Any HTTP endpoint. */
  readonly webhook_configs?: readonly WebhookConfig[];

  /** WeChat. */
  readonly wechat_configs?: readonly WechatConfig[];
}
