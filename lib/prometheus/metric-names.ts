import type { GlobalConfig } from '../native/prometheus';
import type { Where } from '../problems';
import { checkChoice, compact } from '../values';

/** Which names of metrics and labels are valid. Upstream: `metric_name_validation_scheme`. */
export type NameValidationScheme = 'UTF8' | 'Legacy';

/** How targets are asked to write other names. Upstream: `metric_name_escaping_scheme`. */
export type NameEscapingScheme = 'AllowUTF8' | 'Underscores' | 'Dots' | 'Values';

/** Names of metrics and labels, for all jobs. */
export interface MetricNames {
  /** @default 'UTF8' */
  readonly nameValidationScheme?: NameValidationScheme;

  /** @default - 'AllowUTF8', or 'Underscores' where names are validated as of old */
  readonly nameEscapingScheme?: NameEscapingScheme;
}

const VALIDATION = { UTF8: 'utf8', Legacy: 'legacy' } as const;
const ESCAPING = {
  AllowUTF8: 'allow-utf-8',
  Underscores: 'underscores',
  Dots: 'dots',
  Values: 'values',
} as const;

/** Reports what Prometheus would refuse. */
export function checkMetricNames(where: Where, names: MetricNames): void {
  checkChoice(where.at('nameValidationScheme'), names.nameValidationScheme, Object.keys(VALIDATION));
  checkChoice(where.at('nameEscapingScheme'), names.nameEscapingScheme, Object.keys(ESCAPING));
  if (names.nameValidationScheme === 'Legacy' && names.nameEscapingScheme === 'AllowUTF8') {
    where.at('nameEscapingScheme').error({
      code: 'contradiction',
      value: names.nameEscapingScheme,
      complaint: 'asks for names that `nameValidationScheme: "Legacy"` does not allow',
      remedy: 'Choose "Underscores", "Dots" or "Values".',
    });
  }
}

/** The settings, natively. */
export function renderMetricNames({ nameValidationScheme, nameEscapingScheme }: MetricNames): GlobalConfig {
  return compact<GlobalConfig>({
    metric_name_validation_scheme: nameValidationScheme && VALIDATION[nameValidationScheme],
    metric_name_escaping_scheme: nameEscapingScheme && ESCAPING[nameEscapingScheme],
  });
}
