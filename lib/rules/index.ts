export { checkLegacyNames } from './names-check';
export { PrometheusRule, type PrometheusRuleProps } from './prometheus-rule';
export {
  alert,
  recordingRule,
  type AlertingRule,
  type AlertOptions,
  type RecordingRule,
  type Rule,
  type RuleGroup,
} from './rule';
export { renderGroup, ruleFiles } from './rule-file';
