export { Alertmanager } from './alertmanager';
export { alertmanagerAlerts } from './alerts';
export type { ClusterTls, ClusterTlsServer } from './cluster-tls';
export type {
  AlertmanagerConfiguration,
  AlertmanagerFileConfig,
  AlertmanagerYaml,
  ConfigSource,
  GlobalAlertmanagerConfig,
  InlineTemplate,
} from './config-props';
export type { MatcherStrategy } from './contribute';
export {
  AlertmanagerConfig,
  Routing,
  type AlertmanagerConfigProps,
  type RoutingProps,
} from './contributions';
export type { AlertmanagerEndpoint, HasAlertmanagerEndpoint } from './endpoint';
export type { AlertmanagerGlobalConfig, SmtpSettings } from './global-props';
export type { FullMatcher, LabelMatcher, LabelSet, MatchType } from './matchers';
export { AlertmanagerFileError, parseAlertmanagerFile } from './parse-file';
export type { AlertmanagerNetworkPolicy, AlertmanagerProps } from './props';
export { checkSameCluster } from './same-cluster';
export { receiverTexts, type ReceiverTemplate } from './receiver-texts';
export {
  discord,
  email,
  incidentio,
  jira,
  mattermost,
  msteams,
  msteamsv2,
  nullReceiver,
  opsgenie,
  pagerduty,
  pushover,
  rocketchat,
  slack,
  sns,
  telegram,
  victorops,
  webex,
  webhook,
  wechat,
  type DiscordProps,
  type EmailProps,
  type HttpNotifierProps,
  type IncidentioProps,
  type JiraProps,
  type JiraText,
  type MattermostProps,
  type MsteamsProps,
  type Msteamsv2Props,
  type NotifierProps,
  type OpsgenieProps,
  type PagerdutyProps,
  type PushoverProps,
  type Receiver,
  type RocketchatAction,
  type RocketchatProps,
  type SlackAction,
  type SlackField,
  type SlackProps,
  type SnsProps,
  type SnsSigv4,
  type TelegramProps,
  type VictoropsProps,
  type WebexProps,
  type WebhookProps,
  type WechatProps,
} from './receivers';
export type { InhibitRule, PlacedRouting, RootRoute, Route, RouteSettings } from './route-props';
export {
  drawRoutes,
  drawRoutesAsMermaid,
  RoutingTree,
  routesPage,
  type PageOptions,
  type Routed,
  type RouteMatch,
  type RouteNode,
} from './routing';
export type { TimeInterval, TimePeriod, TimeRange } from './time-interval-props';
export type { AlertmanagerWeb, AlertmanagerWebTlsConfig } from './web-props';
export {
  AlertmanagerRollout,
  type AlertmanagerRolloutProps,
  type HasRolled,
  type Rollout,
  type RolloutController,
  type RolloutJob,
  type RolloutPods,
} from './rollout';
