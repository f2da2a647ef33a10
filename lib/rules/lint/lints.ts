import { alertsAbsent } from './alerts-absent';
import { alertsComparison } from './alerts-comparison';
import { alertsFor } from './alerts-for';
import { alertsTemplate } from './alerts-template';
import { labelsConflict } from './labels-conflict';
import type { Lint } from './lint';
import { promqlImpossible } from './promql-impossible';
import { promqlRate } from './promql-rate';
import { promqlRegexp } from './promql-regexp';
import { promqlSeries } from './promql-series';
import { promqlVectorMatching } from './promql-vector-matching';
import { ruleDependency } from './rule-dependency';
import { ruleDuplicate } from './rule-duplicate';

/** How much a finding of a lint weighs. */
export type LintSeverity = 'off' | 'warning' | 'error';

/** Lints, by the names that pint has for the like. */
export type LintName =
  | 'alerts/absent'
  | 'alerts/comparison'
  | 'alerts/for'
  | 'alerts/template'
  | 'labels/conflict'
  | 'promql/impossible'
  | 'promql/rate'
  | 'promql/regexp'
  | 'promql/series'
  | 'promql/vector_matching'
  | 'rule/dependency'
  | 'rule/duplicate'
  | 'rule/scope';

/** What looks for them, and what they weigh where nothing else is said. */
export const LINTS: Readonly<
  Record<LintName, { readonly lint: Lint | undefined; readonly severity: LintSeverity }>
> = {
  'alerts/absent': { lint: alertsAbsent, severity: 'warning' },
  'alerts/comparison': { lint: alertsComparison, severity: 'warning' },
  'alerts/for': { lint: alertsFor, severity: 'warning' },
  'alerts/template': { lint: alertsTemplate, severity: 'warning' },
  'labels/conflict': { lint: labelsConflict, severity: 'warning' },
  'promql/impossible': { lint: promqlImpossible, severity: 'error' },
  'promql/rate': { lint: promqlRate, severity: 'warning' },
  'promql/regexp': { lint: promqlRegexp, severity: 'off' },
  'promql/series': { lint: promqlSeries, severity: 'warning' },
  'promql/vector_matching': { lint: promqlVectorMatching, severity: 'error' },
  'rule/dependency': { lint: ruleDependency, severity: 'warning' },
  'rule/duplicate': { lint: ruleDuplicate, severity: 'warning' },
  /** Found where rules of monitors are held to their series, not by looking at a rule. */
  'rule/scope': { lint: undefined, severity: 'warning' },
};
