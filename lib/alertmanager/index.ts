export { Alertmanager } from './alertmanager';
export type { AlertmanagerConfiguration, InlineTemplate } from './config-props';
export type { AlertmanagerEndpoint } from './endpoint';
export type { AlertmanagerGlobalConfig, SmtpSettings } from './global-props';
export type { LabelMatcher, MatchType } from './matchers';
export type { AlertmanagerNetworkPolicy, AlertmanagerProps, ConfigReloaderOptions } from './props';
export {
  email,
  nullReceiver,
  pagerduty,
  slack,
  webhook,
  type EmailProps,
  type HttpNotifierProps,
  type NotifierProps,
  type PagerdutyProps,
  type Receiver,
  type SlackAction,
  type SlackField,
  type SlackProps,
  type WebhookProps,
} from './receivers';
export type { InhibitRule, RootRoute, Route, RouteSettings } from './route-props';
export type { TimeInterval, TimePeriod, TimeRange } from './time-interval-props';
export type { AlertmanagerWeb, AlertmanagerWebTlsConfig } from './web-props';
