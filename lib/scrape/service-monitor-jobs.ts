import type { RelabelConfig, ScrapeConfig } from '../native/prometheus';
import type { Where } from '../problems';
import type { Resource } from '../synthesis';
import { compact } from '../values';
import { renderEndpoint, renderFormat, renderLimits } from './common-jobs';
import { inheritClient, inheritFormat, metricSteps } from './inherit';
import type { JobContext } from './job';
import { renderRelabelings } from './relabeling';
import { selectedNamespaces } from './selector';
import type { ServiceDiscoveryRole } from './service-discovery-role';
import type { ServiceMonitorEndpoint, ServiceMonitorProps } from './service-monitor';
import * as steps from './steps';

/** The meta labels that differ between the two ways to discover the targets of a Service. */
const META: Readonly<
  Record<
    ServiceDiscoveryRole,
    { readonly role: 'endpoints' | 'endpointslice'; readonly prefix: string; readonly portName: string }
  >
> = {
  EndpointSlice: {
    role: 'endpointslice',
    prefix: '__meta_kubernetes_endpointslice_address_target',
    portName: '__meta_kubernetes_endpointslice_port_name',
  },
  Endpoints: {
    role: 'endpoints',
    prefix: '__meta_kubernetes_endpoint_address_target',
    portName: '__meta_kubernetes_endpoint_port_name',
  },
};

/** The jobs of a ServiceMonitor, one for each endpoint. */
export function compileServiceMonitor(
  where: Where,
  { name, namespace, spec }: Resource<ServiceMonitorProps>,
  context: JobContext,
): ScrapeConfig[] {
  const namespaces = selectedNamespaces(spec.namespaceSelector, namespace);
  const discovery = META[spec.serviceDiscoveryRole ?? context.serviceDiscoveryRole];
  const attachNode = (spec.attachMetadata ?? context.scrapeClass.attachMetadata)?.node === true;
  const byServer = spec.selectorMechanism === 'RoleSelector';
  const endpoints = spec.endpoints.map((endpoint, index) =>
    inheritClient(where.at('endpoints', index), endpoint, context),
  );
  return endpoints.map((endpoint, index) =>
    compact<ScrapeConfig>({
      job_name: `serviceMonitor/${namespace}/${name}/${index}`,
      kubernetes_sd_configs: [
        compact({
          role: discovery.role,
          ...context.apiserver,
          namespaces: namespaces === 'all' ? undefined : { names: namespaces },
          selectors: byServer
            ? steps.serverSideSelectors([discovery.role, 'service'], spec.selector)
            : undefined,
          attach_metadata: attachNode ? { node: true } : undefined,
        }),
      ],
      ...renderEndpoint(where.at('endpoints', index), endpoint, context),
      ...renderLimits(spec),
      ...renderFormat(inheritFormat(spec, context)),
      relabel_configs: [
        steps.rememberJobName,
        ...(byServer ? [] : steps.keepSelected('service', spec.selector)),
        ...keepPort(endpoint, discovery.portName),
        steps.copyTargetName(discovery.prefix, 'Node', 'node'),
        steps.copyTargetName(discovery.prefix, 'Pod', 'pod'),
        steps.copy('__meta_kubernetes_namespace', 'namespace'),
        steps.copy('__meta_kubernetes_service_name', 'service'),
        steps.copy('__meta_kubernetes_pod_name', 'pod'),
        steps.copy('__meta_kubernetes_pod_container_name', 'container'),
        ...(endpoint.filterRunning === false ? [] : [steps.dropFinishedPods]),
        ...steps.copyLabels('service', spec.targetLabels),
        ...steps.copyLabels('pod', [...(spec.podTargetLabels ?? []), ...context.podTargetLabels]),
        steps.copy('__meta_kubernetes_service_name', 'job'),
        ...steps.jobFromLabel('service', spec.jobLabel),
        ...endpointName(endpoint),
        ...renderRelabelings(context.scrapeClass.relabelings),
        ...renderRelabelings(endpoint.relabelings),
      ],
      metric_relabel_configs: metricSteps(endpoint.metricRelabelings, context),
    }),
  );
}

function keepPort({ port, targetPort }: ServiceMonitorEndpoint, portName: string): RelabelConfig[] {
  if (port !== undefined) {
    return [steps.keepEqual(portName, port)];
  }
  if (targetPort === undefined) {
    return [];
  }
  const label = typeof targetPort === 'number' ? 'number' : 'name';
  return [steps.keepEqual(`__meta_kubernetes_pod_container_port_${label}`, String(targetPort))];
}

function endpointName({ port, targetPort }: ServiceMonitorEndpoint): RelabelConfig[] {
  const name = port ?? targetPort;
  return name === undefined ? [] : [steps.set('endpoint', String(name))];
}
