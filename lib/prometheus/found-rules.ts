import type { Where } from '../problems';
import { checkLegacyNames, checkPrometheusRule, readGroups, readRuleFile, renderGroup } from '../rules';
import { matchesLabels } from '../scrape';
import type { World } from '../synthesis';
import { gateRules } from './gate';
import type { PrometheusModel } from './model';
import { promqlOptions } from './promql-options';
import { ruleConfigMapNamespaces } from './rule-config-maps';

/**
 * Checks the ConfigMaps of the app that the sidecar will find in the cluster, as if they were loaded from here. They
 * are not: a rule that comes both ways would be evaluated twice.
 */
export function checkFoundRules(where: Where, model: PrometheusModel, world: World): void {
  const { ruleConfigMaps: given, nameValidationScheme } = model.props;
  const namespaces = ruleConfigMapNamespaces(model);
  const options = promqlOptions(model);
  for (const { name, namespace, labels, data, path } of given === undefined ? [] : world.configMaps) {
    const isFound =
      matchesLabels({ matchLabels: given?.matchLabels ?? {} }, labels) &&
      (namespaces === 'all' || namespaces.includes(namespace));
    for (const [key, text] of isFound ? Object.entries(data) : []) {
      const at = where.about(`configMap "${name}" (${path})`).at(`data["${key}"]`);
      const groups = /\.ya?ml$/.test(key) ? readRuleFile(at, text) : undefined;
      if (groups !== undefined && groups.length > 0) {
        checkPrometheusRule(at, { groups });
        readGroups(at, groups, options);
        gateRules(at, { groups: groups.map(renderGroup) }, model.version);
        if (nameValidationScheme === 'Legacy') {
          checkLegacyNames(at, groups);
        }
      }
    }
  }
}
