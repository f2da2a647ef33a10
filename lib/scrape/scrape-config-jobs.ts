import { renderHttpClient } from '../http';
import type { KubernetesRole, KubernetesSdConfig, ScrapeConfig as Job } from '../native/prometheus';
import type { Where } from '../problems';
import type { Resource } from '../synthesis';
import { compact } from '../values';
import { renderEndpoint, renderFormat, renderLimits, tokenNeeds } from './common-jobs';
import type { CompiledScrape, DiscoveryNeed, JobContext } from './job';
import { renderRelabelings } from './relabeling';
import type { KubernetesSDConfig, KubernetesSDRole, ScrapeConfigProps } from './scrape-config';
import * as steps from './steps';

/** The job of a ScrapeConfig. */
export function compileScrapeConfig(
  where: Where,
  { name, namespace, spec }: Resource<ScrapeConfigProps>,
  context: JobContext,
): CompiledScrape {
  const endpoint = compact({ ...spec, path: spec.metricsPath, interval: spec.scrapeInterval });
  const job = compact<Job>({
    job_name: `scrapeConfig/${namespace}/${name}`,
    static_configs: spec.staticConfigs,
    file_sd_configs: spec.fileSDConfigs?.map(({ files, refreshInterval }) =>
      compact({ files, refresh_interval: refreshInterval }),
    ),
    http_sd_configs: spec.httpSDConfigs?.map(({ url, refreshInterval, ...client }, index) =>
      compact({
        url,
        refresh_interval: refreshInterval,
        ...renderHttpClient(where.at('httpSDConfigs', index), client, context),
      }),
    ),
    dns_sd_configs: spec.dnsSDConfigs?.map(({ names, type, port, refreshInterval }) =>
      compact({ names, type, port, refresh_interval: refreshInterval }),
    ),
    kubernetes_sd_configs: spec.kubernetesSDConfigs?.map(renderKubernetes),
    ...renderEndpoint(where, endpoint, context),
    enable_compression: spec.enableCompression,
    ...renderLimits(spec),
    ...renderFormat(spec),
    relabel_configs: [
      steps.rememberJobName,
      ...(spec.jobName === undefined ? [] : [steps.set('job', spec.jobName)]),
      ...renderRelabelings(spec.relabelings),
    ],
    metric_relabel_configs: spec.metricRelabelings && renderRelabelings(spec.metricRelabelings),
  });
  return {
    jobs: [job],
    discovery: (spec.kubernetesSDConfigs ?? []).map((config) => discoveryNeed(config, context)),
    tokens: tokenNeeds(
      [endpoint],
      (spec.kubernetesSDConfigs ?? []).some(({ role }) => role === 'Node'),
    ),
  };
}

function renderKubernetes(config: KubernetesSDConfig): KubernetesSdConfig {
  const { namespaces } = config;
  return compact<KubernetesSdConfig>({
    role: nativeRole(config.role),
    namespaces: namespaces && compact({ own_namespace: namespaces.ownNamespace, names: namespaces.names }),
    selectors: config.selectors?.map(({ role, label, field }) =>
      compact({ role: nativeRole(role), label, field }),
    ),
    attach_metadata: config.attachMetadata,
  });
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

function nativeRole(role: KubernetesSDRole): KubernetesRole {
  return role.toLowerCase() as KubernetesRole;
}
