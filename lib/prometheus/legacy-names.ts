import { isPlainObject } from '../native';
import type { RelabelConfig } from '../native/prometheus';
import type { Where } from '../problems';
import type { Relabeling } from '../scrape';
import { isLabelName } from '../values';

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
  if (!isPlainObject(given)) {
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

function schemeOf({
  nameValidationScheme: prop,
  metric_name_validation_scheme: native,
}: Fields): boolean | undefined {
  const scheme = prop ?? native;
  return typeof scheme === 'string' ? scheme.toLowerCase() === 'legacy' : undefined;
}

type Fields = Readonly<Record<string, unknown>>;

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

function report(where: Where, name: string): void {
  where.error({
    code: 'invalid-label-name',
    value: name,
    complaint: 'is not a label name under nameValidationScheme "Legacy"',
    remedy: 'Use letters, digits and underscores, and do not begin with a digit.',
  });
}
