import type { Where } from '../problems';
import {
  demand,
  MatcherConflictError,
  matchersOf,
  METRIC_NAME,
  metricNamesOf,
  rewritePromQL,
  satisfies,
  walkPromQL,
  type Expr,
  type Matcher,
  type VectorSelector,
} from '../promql';
import { rewritten, type MonitorRule, type ReadGroup, type ReadRule } from '../rules';
import { quoteRegex } from '../values';
import type { Scope } from './scope';

/** Names that rules of a Prometheus record. */
export interface RecordedNames {
  /** By the rules of the monitor itself. */
  readonly own: ReadonlySet<string>;

  /** By rules that read everything, with words for who does. */
  readonly elsewhere: ReadonlyMap<string, string>;
}

/** What Prometheus writes about alerts: those of the monitor have its labels. */
const ABOUT_ALERTS: ReadonlySet<string> = new Set(['ALERTS', 'ALERTS_FOR_STATE']);

/** The groups of a monitor, whose rules read no series but its own. Reports those that cannot be held to that. */
export function scopedGroups(
  groups: readonly ReadGroup[],
  scope: Scope,
  names: RecordedNames,
): readonly ReadGroup[] {
  return groups.map(({ group, rules }) => ({
    group,
    rules: rules.map((rule) => (isScoped(rule.rule) ? scopedRule(rule, scope, names) : rule)),
  }));
}

/** Whether a rule of a monitor is to read its series only. */
export function isScoped(rule: MonitorRule): boolean {
  return rule.scope !== 'none';
}

function scopedRule(rule: ReadRule, scope: Scope, names: RecordedNames): ReadRule {
  return rewritten({ ...rule, expr: scopedExpression(rule, scope, names) }, scopeLabels(rule, scope));
}

/** The labels of the result: what the expression sums up over would be nobody's otherwise. */
function scopeLabels({ rule, where }: ReadRule, { fixed }: Scope): Record<string, string> {
  for (const [label, value] of fixed) {
    const written = rule.labels?.[label];
    if (written !== undefined && written !== value) {
      where.at('labels', label).error({
        code: 'scope',
        value: written,
        complaint: `is not "${value}", which tells whose series these are`,
        remedy: "Leave it out, or mark the rule `scope: 'none'`.",
      });
    }
  }
  return Object.fromEntries(fixed);
}

function scopedExpression({ expr, where }: ReadRule, scope: Scope, names: RecordedNames): Expr {
  const at = where.at('expr');
  walkPromQL(expr, (node) => {
    if (node.type === 'call' && node.name === 'info') {
      at.error({
        code: 'scope',
        complaint: 'has info(), which reads series of all jobs',
        remedy:
          "Join with the series of `target_info` by `* on (…) group_left (…)`, or mark the rule `scope: 'none'`.",
      });
    }
  });
  return rewritePromQL(expr, (node) => {
    if (node.type !== 'vectorSelector') {
      return node;
    }
    const foreign = foreignName(node, names);
    if (foreign !== undefined) {
      reportForeign(at, foreign);
      return node;
    }
    return scopedSelector(at, node, matchersFor(node, scope, names));
  });
}

function scopedSelector(at: Where, selector: VectorSelector, matchers: readonly Matcher[]): VectorSelector {
  try {
    return demand(selector, matchers);
  } catch (error) {
    if (!(error instanceof MatcherConflictError)) {
      throw error;
    }
    const { name, value } = error.existing;
    at.error({
      code: 'scope',
      value,
      complaint: `is asked for as ${name}, and series of the monitor have "${error.injected.value}"`,
      remedy: `Leave the matcher of ${name} out, or mark the rule \`scope: 'none'\`.`,
    });
    return selector;
  }
}

/** A name that the selector can select, and whose series come from those of everybody. */
function foreignName(
  selector: VectorSelector,
  { own, elsewhere }: RecordedNames,
): { readonly name: string; readonly recorder: string } | undefined {
  const matchers = matchersOf(selector).filter(({ name }) => name === METRIC_NAME);
  const candidates = metricNamesOf(selector) ?? elsewhere.keys();
  for (const name of candidates) {
    const recorder = own.has(name) ? undefined : elsewhere.get(name);
    if (recorder !== undefined && matchers.every((matcher) => satisfies(matcher, name))) {
      return { name, recorder };
    }
  }
  return undefined;
}

function reportForeign(
  at: Where,
  { name, recorder }: { readonly name: string; readonly recorder: string },
): void {
  at.error({
    code: 'scope',
    value: name,
    complaint: `is recorded by ${recorder} from series of all monitors`,
    remedy: "Record it in the rules of the monitor, or mark the rule `scope: 'none'`.",
  });
}

/** What rules record has the labels with one value; what is scraped has them all. */
function matchersFor(selector: VectorSelector, { fixed, listed }: Scope, { own }: RecordedNames): Matcher[] {
  const isRecorded =
    metricNamesOf(selector)?.every((name) => own.has(name) || ABOUT_ALERTS.has(name)) === true;
  return [
    ...[...fixed].map(([name, value]): Matcher => ({ name, type: '=', value })),
    ...(isRecorded
      ? []
      : [...listed].map(([name, values]): Matcher => ({
          name,
          type: '=~',
          value: values.map(quoteRegex).join('|'),
        }))),
  ];
}
