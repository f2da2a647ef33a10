import type { RelabelConfig, ScrapeConfig } from '../native/prometheus';
import type { Where } from '../problems';
import type { Resource } from '../synthesis';
import { compact } from '../values';
import { renderEndpoint, renderFormat, renderLimits } from './common-jobs';
import { inheritClient, inheritFormat, metricSteps } from './inherit';
import type { JobContext } from './job';
import type { PodMetricsEndpoint, PodMonitorProps } from './pod-monitor';
import { portOf } from './pod-port';
import { renderRelabelings } from './relabeling';
import { selectedNamespaces } from './selector';
import * as steps from './steps';

/** The jobs of a PodMonitor, one for each endpoint. */
export function compilePodMonitor(
  where: Where,
  { name, namespace, spec }: Resource<PodMonitorProps>,
  context: JobContext,
): ScrapeConfig[] {
  const namespaces = selectedNamespaces(spec.namespaceSelector, namespace);
  const attachNode = (spec.attachMetadata ?? context.scrapeClass.attachMetadata)?.node === true;
  const byServer = spec.selectorMechanism === 'RoleSelector';
  const endpoints = spec.podMetricsEndpoints.map((endpoint, index) =>
    inheritClient(where.at('podMetricsEndpoints', index), endpoint, context),
  );
  return endpoints.map((endpoint, index) =>
    compact<ScrapeConfig>({
      job_name: `podMonitor/${namespace}/${name}/${index}`,
      kubernetes_sd_configs: [
        compact({
          role: 'pod' as const,
          ...context.apiserver,
          namespaces: namespaces === 'all' ? undefined : { names: namespaces },
          selectors: byServer ? steps.serverSideSelectors(['pod'], spec.selector) : undefined,
          attach_metadata: attachNode ? { node: true } : undefined,
        }),
      ],
      ...renderEndpoint(where.at('podMetricsEndpoints', index), endpoint, context),
      ...renderLimits(spec),
      ...renderFormat(inheritFormat(spec, context)),
      relabel_configs: [
        steps.rememberJobName,
        ...(endpoint.filterRunning === false ? [] : [steps.dropFinishedPods]),
        ...(byServer ? [] : steps.keepSelected('pod', spec.selector)),
        ...keepPort(endpoint),
        steps.copy('__meta_kubernetes_namespace', 'namespace'),
        steps.copy('__meta_kubernetes_pod_container_name', 'container'),
        steps.copy('__meta_kubernetes_pod_name', 'pod'),
        ...steps.copyLabels('pod', [...(spec.podTargetLabels ?? []), ...context.podTargetLabels]),
        steps.set('job', `${namespace}/${name}`),
        ...steps.jobFromLabel('pod', spec.jobLabel),
        ...endpointName(endpoint),
        ...renderRelabelings(context.scrapeClass.relabelings),
        ...renderRelabelings(endpoint.relabelings),
      ],
      metric_relabel_configs: metricSteps(endpoint.metricRelabelings, context),
    }),
  );
}

function keepPort(endpoint: PodMetricsEndpoint): RelabelConfig[] {
  const port = portOf(endpoint);
  if (port === undefined) {
    return [];
  }
  const label = typeof port === 'number' ? 'number' : 'name';
  return [steps.keepEqual(`__meta_kubernetes_pod_container_port_${label}`, String(port))];
}

function endpointName(endpoint: PodMetricsEndpoint): RelabelConfig[] {
  const port = portOf(endpoint);
  return port === undefined ? [] : [steps.set('endpoint', String(port))];
}
