export type { PromtoolOptions } from './promtool';
export {
  RuleTest,
  ruleTest,
  ruleTestFromFile,
  type ExpectedAlert,
  type ExpectedSample,
  type RuleTestOptions,
  type ScenarioOptions,
} from './rule-test';
export { RuleTestError } from './rule-test-error';
export type { RulesUnderTest } from './rules-under-test';
export { repeat, rising, type InputValue } from './series';
