import { renderYaml } from '../native';
import { SynthesisError, Where, type Problem } from '../problems';
import { checkPrometheusRule, renderGroup, ruleFiles, type PrometheusRule, type RuleGroup } from '../rules';

/** What can be tested: constructs, or groups of rules. */
export type RulesUnderTest = PrometheusRule | RuleGroup | ReadonlyArray<PrometheusRule | RuleGroup>;

/** A file for promtool. */
export interface NamedFile {
  readonly name: string;
  readonly text: string;
}

/**
 * The rule files that a Prometheus would read.
 *
 * @throws {SynthesisError} where the rules are wrong in a way that needs no test
 */
export function filesOf(rules: RulesUnderTest): NamedFile[] {
  const all = Array.isArray(rules) ? (rules as ReadonlyArray<PrometheusRule | RuleGroup>) : [rules];
  const problems: Problem[] = [];
  const groups: RuleGroup[] = [];
  const files: NamedFile[] = [];
  for (const each of all as ReadonlyArray<PrometheusRule | RuleGroup>) {
    if ('resource' in each) {
      const { namespace, name, spec, problems: own } = each.resource;
      problems.push(...own);
      files.push(...ruleFiles([namespace, name], spec.groups).map(({ key, text }) => ({ name: key, text })));
    } else {
      groups.push(each);
    }
  }
  if (groups.length > 0) {
    checkPrometheusRule(new Where(problems, 'rules'), { groups });
    files.push({ name: 'rules.yaml', text: renderYaml({ groups: groups.map(renderGroup) }) });
  }
  if (problems.some(({ severity }) => severity === 'error')) {
    throw new SynthesisError(problems);
  }
  return files;
}
