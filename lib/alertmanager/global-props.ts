import type { HttpClient, TlsConfig } from '../http';
import type { SecretKeySelector } from '../references';

/** Defaults of all receivers. Upstream: `global`. */
export interface AlertmanagerGlobalConfig extends SmtpSettings {
  /** When an alert counts as resolved that came without an end and is not sent anymore; Prometheus always says one. @default '5m' */
  readonly resolveTimeout?: string;

  /** HTTP client of every receiver that has none of its own. */
  readonly httpConfig?: HttpClient;

  /** API of Jira with its full path: `https://example.atlassian.net/rest/api/2/`. */
  readonly jiraApiUrl?: string;

  /** URL of Mattermost's incoming webhook. */
  readonly mattermostWebhookUrl?: SecretKeySelector;

  readonly opsgenieApiKey?: SecretKeySelector;

  /** A plain URL: Alertmanager reads it from no file. @default 'https://api.opsgenie.com/' */
  readonly opsgenieApiUrl?: string;

  /** @default 'https://events.pagerduty.com/v2/enqueue' */
  readonly pagerdutyUrl?: string;

  /** @default 'https://open.rocket.chat/' */
  readonly rocketchatApiUrl?: string;

  /** Token of the sender. */
  readonly rocketchatToken?: SecretKeySelector;

  /** Id of that token. */
  readonly rocketchatTokenId?: SecretKeySelector;

  /** URL of Slack's incoming webhook. Excludes `slackAppToken`. */
  readonly slackApiUrl?: SecretKeySelector;

  /** Token of a Slack app. */
  readonly slackAppToken?: SecretKeySelector;

  /** @default 'https://slack.com/api/chat.postMessage' */
  readonly slackAppUrl?: string;

  /** @default 'https://api.telegram.org' */
  readonly telegramApiUrl?: string;
  readonly telegramBotToken?: SecretKeySelector;

  readonly victoropsApiKey?: SecretKeySelector;

  /** @default 'https://alert.victorops.com/integrations/generic/20131114/alert/' */
  readonly victoropsApiUrl?: string;

  /** @default 'https://webexapis.com/v1/messages' */
  readonly webexApiUrl?: string;

  /** @default 'https://qyapi.weixin.qq.com/cgi-bin/' */
  readonly wechatApiUrl?: string;
  readonly wechatApiSecret?: SecretKeySelector;
  readonly wechatApiCorpId?: string;
}

/** How mail is sent. */
export interface SmtpSettings {
  /** Sender. */
  readonly smtpFrom?: string;

  /** Name that greets the mail server. @default 'localhost' */
  readonly smtpHello?: string;

  /** Mail server, `host:port`. */
  readonly smtpSmarthost?: string;

  /** User at the mail server. @default - no authentication */
  readonly smtpAuthUsername?: string;

  /** Password for LOGIN and PLAIN. */
  readonly smtpAuthPassword?: SecretKeySelector;

  /** Shared secret for CRAM-MD5. */
  readonly smtpAuthSecret?: SecretKeySelector;

  /** Identity for PLAIN. */
  readonly smtpAuthIdentity?: string;

  /** Whether mail goes over TLS or not at all. @default true */
  readonly smtpRequireTls?: boolean;

  readonly smtpTlsConfig?: TlsConfig;

  /** Whether TLS begins with the connection (true) or by STARTTLS (false). @default - the port decides: 465 at once */
  readonly smtpForceImplicitTls?: boolean;
}
