import { checkExclusive } from '../http';
import type { OtlpConfig, OtlpTranslationStrategy } from '../native/prometheus';
import type { Where } from '../problems';
import { checkChoice, compact } from '../values';
import type { NameValidationScheme } from './metric-names';

/** How metrics that arrive over OTLP are translated. Operator: `OTLPConfig`; upstream: `otlp`. */
export interface Otlp {
  /** Attributes of the resource that become labels. Excludes `promoteAllResourceAttributes`. */
  readonly promoteResourceAttributes?: readonly string[];

  /** Whether all attributes of the resource become labels. @default false */
  readonly promoteAllResourceAttributes?: boolean;

  /** Attributes that do not. Needs `promoteAllResourceAttributes`. */
  readonly ignoreResourceAttributes?: readonly string[];

  /** @default 'UnderscoreEscapingWithSuffixes' */
  readonly translationStrategy?: OtlpTranslationStrategy;

  /** Whether `target_info` keeps the attributes that became `job` and `instance`. @default false */
  readonly keepIdentifyingResourceAttributes?: boolean;

  /** Whether histograms with explicit buckets become native ones with custom buckets. @default false */
  readonly convertHistogramsToNHCB?: boolean;

  /** Whether name, version, schema and attributes of the scope become labels. @default false */
  readonly promoteScopeMetadata?: boolean;

  /** Whether a label that begins with an underscore gets the prefix `key`. @default true */
  readonly labelNameUnderscoreSanitization?: boolean;

  /** Whether consecutive underscores in a label are kept. @default true */
  readonly labelNamePreserveMultipleUnderscores?: boolean;
}

const ESCAPING = ['UnderscoreEscapingWithSuffixes', 'UnderscoreEscapingWithoutSuffixes'] as const;
const STRATEGIES = [...ESCAPING, 'NoUTF8EscapingWithSuffixes', 'NoTranslation'] as const;

/** Reports what Prometheus would refuse. */
export function checkOtlp(where: Where, otlp: Otlp, validation: NameValidationScheme | undefined): void {
  const { translationStrategy: strategy, promoteAllResourceAttributes: all } = otlp;
  checkChoice(where.at('translationStrategy'), strategy, STRATEGIES);
  if (validation === 'Legacy' && strategy !== undefined && !ESCAPING.some((name) => name === strategy)) {
    where.at('translationStrategy').error({
      code: 'contradiction',
      value: strategy,
      complaint: 'leaves names that `nameValidationScheme: "Legacy"` does not allow',
      remedy: `Choose ${ESCAPING.map((name) => `"${name}"`).join(' or ')}.`,
    });
  }
  if (all === true) {
    checkExclusive(where, otlp, ['promoteAllResourceAttributes', 'promoteResourceAttributes']);
  } else if ((otlp.ignoreResourceAttributes ?? []).length > 0) {
    where.at('ignoreResourceAttributes').error({
      code: 'incomplete',
      complaint: 'has no effect without promoteAllResourceAttributes',
    });
  }
  for (const field of ['promoteResourceAttributes', 'ignoreResourceAttributes'] as const) {
    checkAttributes(where.at(field), otlp[field] ?? []);
  }
}

/** The settings, natively. */
export function renderOtlp(otlp: Otlp): OtlpConfig {
  return compact<OtlpConfig>({
    promote_resource_attributes: otlp.promoteResourceAttributes,
    translation_strategy: otlp.translationStrategy,
    keep_identifying_resource_attributes: otlp.keepIdentifyingResourceAttributes,
    convert_histograms_to_nhcb: otlp.convertHistogramsToNHCB,
    promote_all_resource_attributes: otlp.promoteAllResourceAttributes,
    ignore_resource_attributes: otlp.ignoreResourceAttributes,
    promote_scope_metadata: otlp.promoteScopeMetadata,
    label_name_underscore_sanitization: otlp.labelNameUnderscoreSanitization,
    label_name_preserve_multiple_underscores: otlp.labelNamePreserveMultipleUnderscores,
  });
}

function checkAttributes(where: Where, attributes: readonly string[]): void {
  attributes.forEach((attribute, index) => {
    if (attribute.trim() === '') {
      where.at(index).error({ code: 'incomplete', value: attribute, complaint: 'is empty' });
    } else if (attributes.indexOf(attribute) < index) {
      where.at(index).error({ code: 'duplicate', value: attribute, complaint: 'is named twice' });
    }
  });
}
