import type { LabelSet } from '../../promql';
import type { ReadRule } from '../read-groups';
import type { RuleGroup } from '../rule';

/** What a lint found in a rule. */
export interface LintFinding {
  /** Field of the rule, where it is not the expression. */
  readonly field?: ReadonlyArray<string | number>;
  readonly value?: unknown;
  readonly complaint: string;
  readonly remedy: string;
}

/** A rule among all rules of a Prometheus. */
export interface RuleInSet extends ReadRule {
  readonly group: RuleGroup;

  /** Tells groups apart that have the same name in different definitions. */
  readonly groupKey: string;

  /** Milliseconds between two evaluations of the group. */
  readonly interval: number;

  /** Equal for rules that do the same. */
  readonly kind: string;

  /** Position in the group. */
  readonly index: number;

  /** What the labels of its result can be, before its own labels are added. */
  readonly labels: LabelSet;
}

/** What is known of a Prometheus when its rules are looked at. */
export interface LintContext {
  readonly rules: readonly RuleInSet[];

  /** Rules by the name that they record. */
  readonly recorded: ReadonlyMap<string, readonly RuleInSet[]>;

  /** Rules by the name of their alert. */
  readonly alerts: ReadonlyMap<string, readonly RuleInSet[]>;

  /** Of rules that do the same the first. */
  readonly firstOfKind: ReadonlyMap<string, RuleInSet>;

  /** Shortest interval of all jobs, in milliseconds. */
  readonly scrapeInterval: number;

  readonly externalLabels: ReadonlySet<string>;

  /** Values of `job` that series can have; undefined where not all of them are known before Prometheus runs. */
  readonly jobs: ReadonlySet<string> | undefined;

  /** Whether series can arrive that neither jobs nor rules of the app bring: by remote write, OTLP, federation. */
  readonly isOpen: boolean;
}

/** Looks at one rule in its surroundings. */
export type Lint = (rule: RuleInSet, context: LintContext) => Iterable<LintFinding>;
