import {
  LabelIndex,
  portOf,
  selectedNamespaces,
  type PodMonitorProps,
  type ProbeProps,
  type ScrapeConfigProps,
  type ServiceMonitorProps,
} from '../scrape';
import type { Connection, Resource, World } from '../synthesis';
import { ServiceHosts, type PodAddress } from './hosts';
import type { PrometheusModel } from './model';
import { alertmanagersOf, settingsOf } from './render-alerting';

/**
 * To whom a Prometheus talks, as far as the app knows them: the Alertmanagers that it sends to, the pods that
 * its monitors select, those behind the hosts that the user names, and the shards that the front of a view reads.
 */
export function connectionsOf(
  model: PrometheusModel,
  scraped: readonly Resource[],
  world: World,
): Connection[] {
  const hosts = new ServiceHosts(world.services);
  const addresses = [
    ...alertAddresses(model, hosts),
    ...[...(model.props.remoteWrite ?? []), ...(model.props.remoteRead ?? [])].map(({ url }) =>
      hosts.findUrl(url),
    ),
    ...scraped.flatMap((resource) => scrapeAddresses(resource, world, hosts)),
  ];
  return addresses
    .filter((address) => address !== undefined)
    .map((address) => ({ from: model.podGroup, ...address }));
}

function alertAddresses(
  { props: { alerting } }: PrometheusModel,
  hosts: ServiceHosts,
): Array<PodAddress | undefined> {
  return [
    ...alertmanagersOf(alerting).map(({ podGroup, portName }) => ({ to: podGroup, port: portName })),
    ...(alerting?.alertmanagers ?? [])
      .map(settingsOf)
      .flatMap(({ targets = [], scheme }) => targets.map((target) => hosts.find(target, scheme))),
  ];
}

function scrapeAddresses(
  resource: Resource,
  world: World,
  hosts: ServiceHosts,
): Array<PodAddress | undefined> {
  switch (resource.kind) {
    case 'ServiceMonitor':
      return behindServices(resource as Resource<ServiceMonitorProps>, world);
    case 'PodMonitor':
      return ofPods(resource as Resource<PodMonitorProps>, world);
    case 'Probe': {
      const { prober } = (resource as Resource<ProbeProps>).spec;
      return [hosts.find(prober.url, prober.scheme)];
    }
    case 'ScrapeConfig': {
      const { staticConfigs = [], scheme } = (resource as Resource<ScrapeConfigProps>).spec;
      return staticConfigs.flatMap(({ targets }) => targets.map((target) => hosts.find(target, scheme)));
    }
    case 'PrometheusRule':
    case 'AlertmanagerConfig':
    case 'GrafanaDashboard':
    case 'Federation':
    case 'RemoteWrite':
    case 'Routing':
      return [];
  }
}

function behindServices({ spec, namespace: own }: Resource<ServiceMonitorProps>, world: World): PodAddress[] {
  const namespaces = selectedNamespaces(spec.namespaceSelector, own);
  return LabelIndex.of(world.services)
    .matching(spec.selector)
    .filter(({ namespace }) => namespaces === 'all' || namespaces.includes(namespace))
    .flatMap(({ namespace, ports, podSelector }) =>
      spec.endpoints.flatMap((endpoint) => {
        const served = ports.find(({ name }) => name !== undefined && name === endpoint.port);
        const port = endpoint.targetPort ?? served?.targetPort ?? served?.port;
        return podSelector === undefined || port === undefined
          ? []
          : [{ to: { namespace, podSelector }, port }];
      }),
    );
}

function ofPods({ spec, namespace: own }: Resource<PodMonitorProps>, world: World): PodAddress[] {
  const namespaces = selectedNamespaces(spec.namespaceSelector, own);
  return LabelIndex.of(world.pods)
    .matching(spec.selector)
    .filter(({ namespace }) => namespaces === 'all' || namespaces.includes(namespace))
    .flatMap(({ namespace, labels, podSelector = labels }) =>
      spec.podMetricsEndpoints
        .map(portOf)
        .filter((port) => port !== undefined)
        .map((port) => ({ to: { namespace, podSelector }, port })),
    );
}
