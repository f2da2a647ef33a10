/** What alerting and recording rules have in common. */
interface RuleBase {
  /** PromQL expression that is evaluated at every interval of its group. Upstream: `expr`. */
  readonly expr: string;

  /**
   * Labels to add to the result, over those that the expression gives. Values of alerting rules may be Go templates.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** A rule that fires an alert for every series that its expression yields. Upstream: alerting rule. */
export interface AlertingRule extends RuleBase {
  /** Name of the alert: its label `alertname`. */
  readonly alert: string;

  /** Recording rules only. */
  readonly record?: never;

  /**
   * How long a series must be yielded before its alert fires, as a Prometheus duration.
   * @default - fires at once
   */
  readonly for?: string;

  /**
   * How long an alert goes on firing after its series is gone, as a Prometheus duration. Upstream: `keep_firing_for`.
   * @default - it is resolved at once
   */
  readonly keepFiringFor?: string;

  /**
   * Texts that travel with the alert but do not identify it. Values may be Go templates.
   * @default - none
   */
  readonly annotations?: Readonly<Record<string, string>>;
}

/** A rule that saves the result of its expression as a new metric. Upstream: recording rule. */
export interface RecordingRule extends RuleBase {
  /** Name of the metric to write, by convention `level:metric:operations`. */
  readonly record: string;

  /** Alerting rules only. */
  readonly alert?: never;
  readonly for?: never;
  readonly keepFiringFor?: never;
  readonly annotations?: never;
}

/** A rule of a group: either kind. */
export type Rule = AlertingRule | RecordingRule;

/** Rules that are evaluated one after another, at the same time. Upstream: `<rule_group>`. */
export interface RuleGroup {
  /** Name of the group, unique in its `PrometheusRule`. */
  readonly name: string;
  readonly rules: readonly Rule[];

  /**
   * How often the group is evaluated, as a Prometheus duration.
   * @default - the `evaluationInterval` of the Prometheus
   */
  readonly interval?: string;

  /**
   * How far into the past the rules look, as a Prometheus duration. Upstream: `query_offset`.
   * @default - the `ruleQueryOffset` of the Prometheus
   */
  readonly queryOffset?: string;

  /**
   * Most alerts or series that one rule may produce; more is an error of the rule.
   * @default - no limit
   */
  readonly limit?: number;

  /**
   * Labels to add to every rule of the group; a rule's own labels win.
   * @default - none
   */
  readonly labels?: Readonly<Record<string, string>>;
}

/** What an alert may say besides its name and its expression. */
export type AlertOptions = Omit<AlertingRule, 'alert' | 'expr'>;

/**
 * An alerting rule, written so that the name and the expression come first.
 *
 * ```ts
 * alert('CheckoutDown', 'absent(up{job="checkout"})', { for: '5m', labels: { severity: 'critical' } })
 * ```
 */
export function alert(name: string, expr: string, options: AlertOptions = {}): AlertingRule {
  return { alert: name, expr, ...options };
}

/** A recording rule, written so that the name and the expression come first. */
export function recordingRule(
  name: string,
  expr: string,
  options: Omit<RecordingRule, 'record' | 'expr'> = {},
): RecordingRule {
  return { record: name, expr, ...options };
}
