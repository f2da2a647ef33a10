import type { HttpClientConfig } from '../http-client';

/** What every receiver has. */
export interface NotifierConfig {
  /**
   * Whether the end of an alert is notified too. Default true; false for email, rocketchat, slack and wechat.
   */
  readonly send_resolved?: boolean;
}

/** What every receiver has that speaks HTTP: all of them but email. */
export interface HttpNotifierConfig extends NotifierConfig {
  /** HTTP client; it replaces the global one as a whole. */
  readonly http_config?: HttpClientConfig;
}
