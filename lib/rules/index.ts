export { checkLegacyNames } from './names-check';
export {
  LINTS,
  runLints,
  ruleSet,
  type LintName,
  type Surroundings,
  type LintSettings,
  type LintSeverity,
} from './lint';
export {
  checkMonitorRules,
  readMonitorRules,
  type MonitorAlertingRule,
  type MonitorRecordingRule,
  type MonitorRule,
  type MonitorRuleGroup,
  type WithRules,
} from './monitor-rules';
export {
  checkExclusions,
  checkNamespaceEnforcement,
  ownerLabel,
  type OwnerLabel,
} from './namespace-enforcement';
export type { ExcludedObjects, NamespaceEnforcementProps } from './namespace-props';
export { watchingAlert, type AlertTemplate, type WatchingOptions } from './alert-template';
export { dashboardLink } from './dashboard-link';
export { ownGroups } from './own-groups';
export { checkPrometheusRule } from './rule-check';
export { PrometheusRule, type PrometheusRuleProps } from './prometheus-rule';
export { groupOf, readGroups, rewritten, type ReadGroup, type ReadRule } from './read-groups';
export {
  alert,
  recordingRule,
  type AlertingRule,
  type AlertOptions,
  type RecordingRule,
  type Rule,
  type RuleGroup,
} from './rule';
export { readRuleFile } from './read-rule-file';
export { renderGroup, ruleFiles } from './rule-file';
