import type { HttpClient, TlsConfig } from '../http';
import type { SecretKeySelector } from '../references';

/** Defaults of all receivers. Upstream: `global`. */
export interface AlertmanagerGlobalConfig extends SmtpSettings {
  /** When an alert counts as resolved that came without an end and is not sent anymore; Prometheus always says one. @default '5m' */
  readonly resolveTimeout?: string;

  /** HTTP client of every receiver that has none of its own. */
  readonly httpConfig?: HttpClient;

  /** URL of Slack's incoming webhook. Excludes `slackAppToken`. */
  readonly slackApiUrl?: SecretKeySelector;

  /** Token of a Slack app. */
  readonly slackAppToken?: SecretKeySelector;

  /** @default 'https://slack.com/api/chat.postMessage' */
  readonly slackAppUrl?: string;

  /** @default 'https://events.pagerduty.com/v2/enqueue' */
  readonly pagerdutyUrl?: string;
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
