import type { Duration, Labels } from './scalars';

/** A file that `rule_files` names (`recording_rules.md#configuring-rules`). */
export interface RuleFile {
  /** The groups. */
  readonly groups?: readonly RuleGroup[];
}

/** Rules that are evaluated together, one after the other (`recording_rules.md#rule_group`). */
export interface RuleGroup {
  /** Name, unique in the file. */
  readonly name: string;

  /** How often the rules are evaluated. Default: the global one. */
  readonly interval?: Duration;

  /** Most alerts or series of one rule; a rule that exceeds it yields none. 0 for any number. Default 0. */
  readonly limit?: number;

  /** How far in the past the rules are evaluated. Default: the global one. */
  readonly query_offset?: Duration;

  /** Labels for all results. Those of a rule win. */
  readonly labels?: Labels;

  /** The rules. */
  readonly rules?: readonly Rule[];
}

/** One rule of a group (`recording_rules.md#rule`). */
export type Rule = RecordingRule | AlertingRule;

/** Stores the result of an expression as new series (`recording_rules.md#rule`). */
export interface RecordingRule {
  /** Name of the series. */
  readonly record: string;

  /** PromQL expression. */
  readonly expr: string;

  /** Labels for the series. */
  readonly labels?: Labels;
}

/** Raises an alert for every series that an expression yields (`recording_rules.md#rule`). */
export interface AlertingRule {
  /** Name of the alert. */
  readonly alert: string;

  /** PromQL expression. */
  readonly expr: string;

  /** How long a series must be there before its alert fires. Default `0s`. */
  readonly for?: Duration;

  /** How long an alert goes on firing after its series is gone. Default `0s`. */
  readonly keep_firing_for?: Duration;

  /** Labels for the alert. Values are templates. */
  readonly labels?: Labels;

  /** Annotations for the alert. Values are templates. */
  readonly annotations?: Labels;
}
