import type { RelabelConfig, ScrapeConfig } from '../native/prometheus';
import type { Where } from '../problems';
import type { Resource } from '../synthesis';
import { compact } from '../values';
import { renderEndpoint, renderFormat, renderLimits, tokenNeeds } from './common-jobs';
import type { CompiledScrape, JobContext } from './job';
import type { PodMetricsEndpoint, PodMonitorProps } from './pod-monitor';
import { renderRelabelings } from './relabeling';
import { selectedNamespaces } from './selector';
import * as steps from './steps';

/** The jobs of a PodMonitor, one for each endpoint. */
export function compilePodMonitor(
  where: Where,
  { name, namespace, spec }: Resource<PodMonitorProps>,
  context: JobContext,
): CompiledScrape {
  const namespaces = selectedNamespaces(spec.namespaceSelector, namespace);
  const attachNode = spec.attachMetadata?.node === true;
  const byServer = spec.selectorMechanism === 'RoleSelector';
  const jobs = spec.podMetricsEndpoints.map((endpoint, index) =>
    compact<ScrapeConfig>({
      job_name: `podMonitor/${namespace}/${name}/${index}`,
      kubernetes_sd_configs: [
        compact({
          role: 'pod' as const,
          namespaces: namespaces === 'all' ? undefined : { names: namespaces },
          selectors: byServer ? steps.serverSideSelectors(['pod'], spec.selector) : undefined,
          attach_metadata: attachNode ? { node: true } : undefined,
        }),
      ],
      ...renderEndpoint(where.at('podMetricsEndpoints', index), endpoint, context),
      ...renderLimits(spec),
      ...renderFormat(spec),
      relabel_configs: [
        steps.rememberJobName,
        ...(endpoint.filterRunning === false ? [] : [steps.dropFinishedPods]),
        ...(byServer ? [] : steps.keepSelected('pod', spec.selector)),
        ...keepPort(endpoint),
        steps.copy('__meta_kubernetes_namespace', 'namespace'),
        steps.copy('__meta_kubernetes_pod_container_name', 'container'),
        steps.copy('__meta_kubernetes_pod_name', 'pod'),
        ...steps.copyLabels('pod', spec.podTargetLabels),
        steps.set('job', `${namespace}/${name}`),
        ...steps.jobFromLabel('pod', spec.jobLabel),
        ...endpointName(endpoint),
        ...renderRelabelings(endpoint.relabelings),
      ],
      metric_relabel_configs: endpoint.metricRelabelings && renderRelabelings(endpoint.metricRelabelings),
    }),
  );
  return {
    jobs,
    discovery: [{ role: 'pod', namespaces, nodes: attachNode, namespaceMetadata: false }],
    tokens: tokenNeeds(spec.podMetricsEndpoints),
  };
}

function keepPort({ port, portNumber }: PodMetricsEndpoint): RelabelConfig[] {
  if (port !== undefined) {
    return [steps.keepEqual('__meta_kubernetes_pod_container_port_name', port)];
  }
  return portNumber === undefined
    ? []
    : [steps.keepEqual('__meta_kubernetes_pod_container_port_number', String(portNumber))];
}

function endpointName({ port, portNumber }: PodMetricsEndpoint): RelabelConfig[] {
  const name = port ?? portNumber;
  return name === undefined ? [] : [steps.set('endpoint', String(name))];
}
