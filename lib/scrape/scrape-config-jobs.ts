import type {
  MetricNameEscapingScheme,
  MetricNameValidationScheme,
  ScrapeConfig as Job,
} from '../native/prometheus';
import type { Where } from '../problems';
import type { Resource } from '../synthesis';
import { compact } from '../values';
import { renderEndpoint, renderFormat, renderLimits } from './common-jobs';
import { inheritClient, inheritFormat, metricSteps } from './inherit';
import type { JobContext } from './job';
import { renderRelabelings } from './relabeling';
import type { NameEscaping, NameValidation, ScrapeConfigProps } from './scrape-config';
import { endpointOf } from './scrape-config-endpoint';
import { renderDiscoveries } from './sd';
import * as steps from './steps';

const VALIDATION: Readonly<Record<NameValidation, MetricNameValidationScheme>> = {
  UTF8: 'utf8',
  Legacy: 'legacy',
};

const ESCAPING: Readonly<Record<NameEscaping, MetricNameEscapingScheme>> = {
  AllowUTF8: 'allow-utf-8',
  Underscores: 'underscores',
  Dots: 'dots',
  Values: 'values',
};

/** The job of a ScrapeConfig. */
export function compileScrapeConfig(
  where: Where,
  { name, namespace, spec }: Resource<ScrapeConfigProps>,
  context: JobContext,
): Job {
  return compact<Job>({
    job_name: `scrapeConfig/${namespace}/${name}`,
    ...renderDiscoveries(where, spec, context),
    ...renderEndpoint(where, inheritClient(where, endpointOf(spec), context), context),
    enable_compression: spec.enableCompression,
    ...renderLimits(spec),
    ...renderFormat(inheritFormat(spec, context)),
    metric_name_validation_scheme: spec.nameValidationScheme && VALIDATION[spec.nameValidationScheme],
    metric_name_escaping_scheme: spec.nameEscapingScheme && ESCAPING[spec.nameEscapingScheme],
    relabel_configs: [
      steps.rememberJobName,
      ...renderRelabelings(context.scrapeClass.relabelings),
      ...(spec.jobName === undefined ? [] : [steps.set('job', spec.jobName)]),
      ...renderRelabelings(spec.relabelings),
    ],
    metric_relabel_configs: metricSteps(spec.metricRelabelings, context),
  });
}
