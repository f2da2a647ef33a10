import type { LintContext, LintFinding, RuleInSet } from './lint';
import { LINTS, type LintName, type LintSeverity } from './lints';

/** What lints weigh, where that is not the default. */
export type LintSettings = Readonly<Partial<Record<LintName, LintSeverity>>>;

/** Runs all lints that are not off over all rules, and reports what they find. */
export function runLints(context: LintContext, settings: LintSettings): void {
  const names = (Object.keys(LINTS) as LintName[]).filter((name) => severityOf(name, settings) !== 'off');
  for (const rule of context.rules) {
    for (const name of names.filter((each) => !rule.silenced.has(each))) {
      for (const finding of LINTS[name].lint?.(rule, context) ?? []) {
        report(rule, name, finding, severityOf(name, settings) === 'error' ? 'error' : 'warning');
      }
    }
  }
}

function severityOf(name: LintName, settings: LintSettings): LintSeverity {
  return settings[name] ?? LINTS[name].severity;
}

function report(
  { where }: RuleInSet,
  name: LintName,
  { field = ['expr'], value, complaint, remedy }: LintFinding,
  severity: 'error' | 'warning',
): void {
  where.at(...field)[severity]({
    code: name,
    ...(value === undefined ? {} : { value }),
    complaint,
    remedy: `${remedy} (${name})`,
  });
}
