import type { Leaf } from '../federation';
import { onLeaf, type FiledGroup } from '../placement';
import type { PrometheusRuleProps, RuleGroup } from '../rules';
import type { Contribution, Resource } from '../synthesis';
import type { PrometheusModel } from './model';

/** What a leaf records for the hub: a rule file for each of the hub's. */
export function partsOf(
  { endpoint }: Leaf,
  { namespace, name }: Pick<PrometheusModel, 'namespace' | 'name'>,
  below: readonly FiledGroup[],
): Contribution[] {
  return [...new Set(below.map(({ file }) => file))].flatMap((file) => {
    const groups = below
      .filter((each) => each.file === file)
      .flatMap(({ group }): RuleGroup[] => {
        const rules = group.rules.flatMap((rule) =>
          rule.record === undefined ? [] : (onLeaf(rule, endpoint.externalLabels) ?? []),
        );
        return rules.length === 0 ? [] : [{ ...group, rules }];
      });
    const resource: Resource<PrometheusRuleProps> = {
      kind: 'PrometheusRule',
      name: `federated-${name}-${file.replace(/\.yaml$/, '')}`,
      namespace,
      labels: {},
      path: endpoint.path,
      problems: [],
      spec: { groups },
    };
    return groups.length === 0 ? [] : [{ to: endpoint.path, resource }];
  });
}
