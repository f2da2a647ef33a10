import { LabelIndex, selectedNamespaces, type ServiceMonitorProps } from '../scrape';
import type { Connection, Resource, World } from '../synthesis';
import type { PrometheusModel } from './model';
import { alertmanagersOf } from './render-alerting';

/**
 * To whom a Prometheus talks, as far as the app knows them: the Alertmanagers that it sends to, and the
 * pods behind the Services that its monitors select.
 */
export function connectionsOf(
  model: PrometheusModel,
  scraped: readonly Resource[],
  world: World,
): Connection[] {
  const alerts = alertmanagersOf(model.props.alerting).map((endpoint) => ({
    from: model.podGroup,
    to: endpoint.podGroup,
    port: endpoint.portName,
  }));
  const scrapes = scraped
    .filter((resource): resource is Resource<ServiceMonitorProps> => resource.kind === 'ServiceMonitor')
    .flatMap((monitor) => connectionsTo(model, monitor, world));
  return [...alerts, ...scrapes];
}

function connectionsTo(
  model: PrometheusModel,
  monitor: Resource<ServiceMonitorProps>,
  world: World,
): Connection[] {
  const { selector, namespaceSelector, endpoints } = monitor.spec;
  const namespaces = selectedNamespaces(namespaceSelector, monitor.namespace);
  return LabelIndex.of(world.services)
    .matching(selector)
    .filter(({ namespace }) => namespaces === 'all' || namespaces.includes(namespace))
    .flatMap(({ namespace, ports, podSelector }) =>
      endpoints.flatMap((endpoint) => {
        const served = ports.find(({ name }) => name !== undefined && name === endpoint.port);
        const port = endpoint.targetPort ?? served?.targetPort ?? served?.port;
        return podSelector === undefined || port === undefined
          ? []
          : [{ from: model.podGroup, to: { namespace, podSelector }, port }];
      }),
    );
}
