import type { Duration, Labels } from '../native/prometheus';

/** A file of `promtool test rules` (`unit_testing_rules.md#test-file-format`). */
export interface UnitTestFile {
  readonly rule_files: readonly string[];
  readonly evaluation_interval?: Duration;
  readonly group_eval_order?: readonly string[];
  readonly fuzzy_compare?: boolean;
  readonly tests: readonly TestGroup[];
}

/** Series, and what becomes of them (`unit_testing_rules.md#test_group`). */
export interface TestGroup {
  readonly name?: string;
  readonly interval?: Duration;
  readonly input_series?: ReadonlyArray<{ readonly series: string; readonly values: string }>;
  readonly alert_rule_test?: readonly AlertRuleTest[];
  readonly promql_expr_test?: readonly PromqlExprTest[];
  readonly external_labels?: Labels;
  readonly external_url?: string;
  readonly start_timestamp?: number | string;
}

export interface AlertRuleTest {
  readonly eval_time: Duration;
  readonly alertname: string;
  readonly exp_alerts: ReadonlyArray<{ readonly exp_labels?: Labels; readonly exp_annotations?: Labels }>;
}

export interface PromqlExprTest {
  readonly expr: string;
  readonly eval_time: Duration;
  readonly exp_samples: ReadonlyArray<{
    readonly labels?: string;
    readonly value?: number | string;
    readonly histogram?: string;
  }>;
}
