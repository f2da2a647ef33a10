import type { Where } from '../problems';
import { checkLabelName, isMetricName } from '../values';
import type { RuleGroup } from './rule';

/** Reports names that a Prometheus of the old scheme refuses, and with them the whole file. */
export function checkLegacyNames(where: Where, groups: readonly RuleGroup[]): void {
  groups.forEach((group, index) => {
    const at = where.at('groups', index);
    checkKeys(at.at('labels'), group.labels);
    group.rules.forEach((rule, position) => {
      const here = at.at('rules', position);
      checkKeys(here.at('labels'), rule.labels);
      checkKeys(here.at('annotations'), rule.annotations);
      if (rule.record !== undefined && !isMetricName(rule.record, 'legacy')) {
        here.at('record').error({
          code: 'invalid-metric-name',
          value: rule.record,
          complaint: 'is not the name of a metric where `nameValidationScheme` is "Legacy"',
          remedy: 'Use letters, digits, underscores and colons, and do not begin with a digit.',
        });
      }
    });
  });
}

function checkKeys(where: Where, texts: Readonly<Record<string, string>> = {}): void {
  Object.keys(texts).forEach((name) => {
    checkLabelName(where, name, 'legacy');
  });
}
