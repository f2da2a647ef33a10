import type {
  MetricNameEscapingScheme,
  MetricNameValidationScheme,
  ScrapeConfig as Job,
} from '../native/prometheus';
import type { Where } from '../problems';
import type { Resource } from '../synthesis';
import { compact } from '../values';
import { renderEndpoint, renderFormat, renderLimits, tokenNeeds } from './common-jobs';
import { inheritClient, inheritFormat, metricSteps } from './inherit';
import type { CompiledScrape, DiscoveryNeed, JobContext } from './job';
import { renderRelabelings } from './relabeling';
import type { NameEscaping, NameValidation, ScrapeConfigProps } from './scrape-config';
import { endpointOf } from './scrape-config-endpoint';
import { nativeRole, renderDiscoveries, type KubernetesSDConfig } from './sd';
import * as steps from './steps';
import { SERVICE_ACCOUNT_TOKEN_FILE } from './token-file';

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
): CompiledScrape {
  const endpoint = inheritClient(where, endpointOf(spec), context);
  const job = compact<Job>({
    job_name: `scrapeConfig/${namespace}/${name}`,
    ...renderDiscoveries(where, spec, context),
    ...renderEndpoint(where, endpoint, context),
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
  return {
    jobs: [job],
    discovery: (spec.kubernetesSDConfigs ?? [])
      .filter(asksWithOwnToken)
      .map((config) => discoveryNeed(config, context)),
    tokens: tokenNeeds(
      [endpoint],
      (spec.kubernetesSDConfigs ?? []).some(({ role }) => role === 'Node'),
    ),
  };
}

/** What another API server allows is decided there, unless it is shown the token of the pods. */
function asksWithOwnToken({ apiServer, authorization }: KubernetesSDConfig): boolean {
  return apiServer === undefined || authorization?.credentialsFile === SERVICE_ACCOUNT_TOKEN_FILE;
}

function discoveryNeed(
  { role, namespaces, attachMetadata }: KubernetesSDConfig,
  context: JobContext,
): DiscoveryNeed {
  const named = [
    ...(namespaces?.names ?? []),
    ...(namespaces?.ownNamespace === true ? [context.namespace] : []),
  ];
  return {
    role: nativeRole(role),
    // Without any Prometheus watches all namespaces.
    namespaces: named.length === 0 ? 'all' : named,
    nodes: attachMetadata?.node === true,
    namespaceMetadata: attachMetadata?.namespace === true,
  };
}
