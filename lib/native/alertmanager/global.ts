import type { HttpClientConfig, TlsConfig } from './http-client';
import type { Duration, FilePath, PlainSecret, TmplString } from './scalars';

/** Defaults of all receivers (`global`). */
export interface GlobalConfig {
  /**
   * After how long without an update an alert without end time counts as resolved. Prometheus always sends
   * one. Default `5m`.
   */
  readonly resolve_timeout?: Duration;

  /** HTTP client of every receiver that has none of its own. */
  readonly http_config?: HttpClientConfig;

  /** Sender of mails. */
  readonly smtp_from?: TmplString;

  /** Name that greets the mail server. Default `localhost`. */
  readonly smtp_hello?: string;

  /** Mail server, `host:port`. */
  readonly smtp_smarthost?: string;

  /** User at the mail server; without one there is no authentication. */
  readonly smtp_auth_username?: string;

  /** Password for LOGIN and PLAIN. */
  readonly smtp_auth_password?: PlainSecret;

  /** File that holds the password for LOGIN and PLAIN. */
  readonly smtp_auth_password_file?: FilePath;

  /** Shared secret for CRAM-MD5. */
  readonly smtp_auth_secret?: PlainSecret;

  /** File that holds the shared secret for CRAM-MD5. */
  readonly smtp_auth_secret_file?: FilePath;

  /** Identity for PLAIN. */
  readonly smtp_auth_identity?: string;

  /** Whether mail goes over TLS or not at all. Default true. */
  readonly smtp_require_tls?: boolean;

  /** TLS towards the mail server. */
  readonly smtp_tls_config?: TlsConfig;

  /**
   * Whether TLS begins with the connection (true) or by STARTTLS (false). Default: the port decides (465: at
   * once).
   */
  readonly smtp_force_implicit_tls?: boolean;

  /** API of Jira with its full path, for example `https://example.atlassian.net/rest/api/2/`. */
  readonly jira_api_url?: string;

  /** Slack's incoming webhook. */
  readonly slack_api_url?: PlainSecret;

  /** File that holds Slack's incoming webhook. */
  readonly slack_api_url_file?: FilePath;

  /** Token of a Slack app, instead of a webhook. */
  readonly slack_app_token?: PlainSecret;

  /** File that holds the token of a Slack app. */
  readonly slack_app_token_file?: FilePath;

  /** API that a Slack app posts to. Default `https://slack.com/api/chat.postMessage`. */
  readonly slack_app_url?: string;

  /** Key of VictorOps. */
  readonly victorops_api_key?: PlainSecret;

  /** File that holds the key of VictorOps. */
  readonly victorops_api_key_file?: FilePath;

  /** API of VictorOps. Default `https://alert.victorops.com/integrations/generic/20131114/alert/`. */
  readonly victorops_api_url?: string;

  /** Events API of PagerDuty. Default `https://events.pagerduty.com/v2/enqueue`. */
  readonly pagerduty_url?: string;

  /** Key of Opsgenie. */
  readonly opsgenie_api_key?: PlainSecret;

  /** File that holds the key of Opsgenie. */
  readonly opsgenie_api_key_file?: FilePath;

  /** API of Opsgenie. Default `https://api.opsgenie.com/`. */
  readonly opsgenie_api_url?: string;

  /** API of Rocket.Chat. Default `https://open.rocket.chat/`. */
  readonly rocketchat_api_url?: string;

  /** Token of Rocket.Chat's sender. */
  readonly rocketchat_token?: PlainSecret;

  /** File that holds the token of Rocket.Chat's sender. */
  readonly rocketchat_token_file?: FilePath;

  /** Id of that token. */
  readonly rocketchat_token_id?: PlainSecret;

  /** File that holds the id of that token. */
  readonly rocketchat_token_id_file?: FilePath;

  /** API of WeChat. Default `https://qyapi.weixin.qq.com/cgi-bin/`. */
  readonly wechat_api_url?: string;

  /** Secret of the WeChat application. */
  readonly wechat_api_secret?: PlainSecret;

  /** File that holds the secret of the WeChat application. */
  readonly wechat_api_secret_file?: FilePath;

  /** Company at WeChat. */
  readonly wechat_api_corp_id?: string;

  /** API of Telegram. Default `https://api.telegram.org`. */
  readonly telegram_api_url?: string;

  /** Token of the Telegram bot. */
  readonly telegram_bot_token?: PlainSecret;

  /** File that holds the token of the Telegram bot. */
  readonly telegram_bot_token_file?: FilePath;

  /** API of Webex. Default `https://webexapis.com/v1/messages`. */
  readonly webex_api_url?: string;

  /** Mattermost's incoming webhook. */
  readonly mattermost_webhook_url?: PlainSecret;

  /** File that holds Mattermost's incoming webhook. */
  readonly mattermost_webhook_url_file?: FilePath;
}
