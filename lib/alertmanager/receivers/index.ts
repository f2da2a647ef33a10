export { email, type EmailProps } from './email';
export type { HttpNotifierProps, NotifierProps } from './notifier';
export { pagerduty, type PagerdutyProps } from './pagerduty';
export type { Receiver } from './receiver';
export { renderReceiver, type ReceiverContext } from './render-receiver';
export { nullReceiver } from './silent';
export { slack } from './slack';
export type { SlackAction, SlackField, SlackProps } from './slack-props';
export { webhook, type WebhookProps } from './webhook';
