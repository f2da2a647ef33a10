export { LINTS, type LintName, type LintSeverity } from './lints';
export { ruleSet, type Surroundings } from './rule-set';
export { runLints, type LintSettings } from './run-lints';
