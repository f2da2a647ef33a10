import type { RelabelConfig } from '../native/prometheus';
import type { Where } from '../problems';
import type { RuleGroup } from '../rules';
import type { Relabeling } from '../scrape';
import { isLabelName, isMetricName } from '../values';

/** Lists of relabelings, as props and upstream call them. */
const STEPS =
  /^(relabelings|metricRelabelings|alertRelabelings|relabelingConfigs|writeRelabelConfigs|(metric_|alert_|write_)?relabel_configs|additionalAlertRelabelConfigs)$/;

/** A name in parts, some of which are groups of the match. Upstream: `relabelTargetLegacy`. */
const TEMPLATE = /^(?:(?:[a-zA-Z_]|\$(?:\{\w+\}|\w+))+\w*)+$/;

/** Actions whose target is a name as it stands. */
const NAMING: ReadonlySet<string> = new Set(['hashmod', 'lowercase', 'uppercase', 'keepequal', 'dropequal']);

/**
 * Reports labels that relabelings write and that the scheme `Legacy` does not allow: Prometheus would refuse the
 * whole configuration. Labels that are only read may have any name.
 *
 * @param given props or native settings, with all that is below them
 * @param legacy whether the scheme holds where they do not say
 */
export function checkLegacyNames(where: Where, given: unknown, legacy = false): void {
  if (Array.isArray(given)) {
    given.forEach((item, index) => {
      checkLegacyNames(where.at(index), item, legacy);
    });
  }
  if (!isPlain(given)) {
    return;
  }
  const holds = schemeOf(given) ?? legacy;
  for (const [field, value] of Object.entries(given)) {
    if (!STEPS.test(field)) {
      checkLegacyNames(where.at(field), value, holds);
    } else if (holds && Array.isArray(value)) {
      value.forEach((step: Relabeling & RelabelConfig, index) => {
        checkStep(where.at(field, index), step);
      });
    }
  }
}

/**
 * Reports names in rules that the scheme `Legacy` does not allow: the server would not start. (`promtool check
 * rules` does not see them, it knows nothing of the configuration.)
 */
export function checkLegacyRules(where: Where, groups: readonly RuleGroup[]): void {
  groups.forEach((group, index) => {
    const at = where.at('groups', index);
    checkKeys(at.at('labels'), group.labels);
    group.rules.forEach((rule, position) => {
      const one = at.at('rules', position);
      checkKeys(one.at('labels'), rule.labels);
      checkKeys(one.at('annotations'), rule.annotations);
      if (rule.record !== undefined && !isMetricName(rule.record, 'legacy')) {
        report(one.at('record'), rule.record, 'the name of a metric');
      }
    });
  });
}

function checkKeys(where: Where, labels: Readonly<Record<string, string>> | undefined): void {
  for (const label of Object.keys(labels ?? {})) {
    if (!isLabelName(label, 'legacy')) {
      report(where, label);
    }
  }
}

function schemeOf({
  nameValidationScheme: prop,
  metric_name_validation_scheme: native,
}: Fields): boolean | undefined {
  const scheme = prop ?? native;
  return typeof scheme === 'string' ? scheme.toLowerCase() === 'legacy' : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

/** Constructs are named by props, but are no part of them. */
function isPlain(value: unknown): value is Fields {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  // Of whatever realm: a copy may come from another.
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

function checkStep(where: Where, step: Relabeling & RelabelConfig): void {
  const { action = 'replace', replacement } = step;
  const field = step.target_label === undefined ? 'targetLabel' : 'target_label';
  // One that is missing is reported elsewhere.
  const target = step[field];
  const valid =
    target === undefined ||
    (action === 'replace' && target.includes('$') ? TEMPLATE.test(target) : isLabelName(target, 'legacy'));
  if (!valid && (action === 'replace' || NAMING.has(action))) {
    report(where.at(field), target);
  }
  if (action === 'labelmap' && replacement !== undefined && !TEMPLATE.test(replacement)) {
    report(where.at('replacement'), replacement);
  }
}

function report(where: Where, name: string, what = 'a label name'): void {
  where.error({
    code: what === 'a label name' ? 'invalid-label-name' : 'invalid-metric-name',
    value: name,
    complaint: `is not ${what} under nameValidationScheme "Legacy"`,
    remedy: 'Use letters, digits and underscores, and do not begin with a digit.',
  });
}
