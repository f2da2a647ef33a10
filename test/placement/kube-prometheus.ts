import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { FiledGroups, JobFacts } from '../../lib/placement';
import { Where } from '../../lib/problems';
import { readGroups, type Rule, type RuleGroup } from '../../lib/rules';

const FOLDER = join('..', 'shared', 'corpus', 'kube-prometheus');

/** Why the rules of kube-prometheus are not there, if they are not. */
export const missingRules = existsSync(FOLDER) ? undefined : 'no ../shared';

/** An expression that is a number is one in YAML. */
type YamlRule = Omit<Rule, 'expr'> & { readonly expr: string | number };
type YamlGroup = Omit<RuleGroup, 'rules'> & { readonly rules: readonly YamlRule[] };

interface Document {
  readonly spec: {
    readonly groups: readonly YamlGroup[];
  };
}

/** The rule files of kube-prometheus. */
export function kubePrometheusRules(): FiledGroups[] {
  return readdirSync(FOLDER)
    .filter((file) => file.includes('prometheusRule'))
    .sort()
    .map((file) => {
      const [document] = parseAllDocuments(readFileSync(join(FOLDER, file), 'utf8')).map(
        (each) => each.toJS() as Document,
      );
      const groups = document!.spec.groups.map((group) => ({
        ...group,
        rules: group.rules.map((rule) => ({ ...rule, expr: String(rule.expr) }) as Rule),
      }));
      return {
        file: file.replace('-prometheusRule.yaml', ''),
        groups: readGroups(new Where([], file), groups, {}),
      };
    });
}

/** What a user says of kube-prometheus who has every shard scrape kube-state-metrics. */
export const BROADCAST: readonly JobFacts[] = [
  { job: 'kube-state-metrics', spread: 'broadcast', metrics: 'kube_.+' },
];
