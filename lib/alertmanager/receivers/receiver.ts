import type { EmailProps } from './email';
import type { PagerdutyProps } from './pagerduty';
import type { SlackProps } from './slack-props';
import type { WebhookProps } from './webhook';

/**
 * A name for one or more ways to notify, all of which are taken; without any it is silent. Functions such as
 * `slack()` make one with a single way. Operator: `Receiver`.
 */
export interface Receiver {
  /** Unique, and what routes refer to. */
  readonly name: string;

  /** Labels to find it by in the API. Needs Alertmanager 0.33. */
  readonly labels?: Readonly<Record<string, string>>;

  readonly emailConfigs?: readonly EmailProps[];
  readonly pagerdutyConfigs?: readonly PagerdutyProps[];
  readonly slackConfigs?: readonly SlackProps[];
  readonly webhookConfigs?: readonly WebhookProps[];
}
