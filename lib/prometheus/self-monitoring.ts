import { COMPONENT_LABEL } from '../kubernetes';
import type { TlsConfig } from '../http';
import type { Relabeling, ServiceMonitorProps } from '../scrape';
import { SIDECAR_HTTP_PORT_NAME } from '../query';
import { compact } from '../values';
import type { Resource } from '../synthesis';
import { servedPath } from '../workload';
import { isDivided, type PrometheusModel } from './model';
import type { PrometheusProps } from './props';
import { alertmanagersOf } from './render-alerting';

/**
 * The monitors by which a Prometheus scrapes itself and the Alertmanagers that it sends to, with their companions. Their jobs are
 * named after the Services, `prometheus-k8s` and `alertmanager-main`, as dashboards expect.
 */
export function selfMonitors(model: PrometheusModel, path: string): Array<Resource<ServiceMonitorProps>> {
  const { props, namespace } = model;
  // Agents of nodes are found by PodMonitors only.
  if (props.selfMonitoring === false || model.perNode) {
    return [];
  }
  const tlsConfig = selfMonitoringTls(props);
  const own = serverMonitor(model, path, tlsConfig);
  const alertmanagers = alertmanagersOf(props.alerting).map((endpoint) =>
    monitor(path, {
      service: `alertmanager-${endpoint.name}`,
      component: endpoint.component,
      namespace: endpoint.namespace,
      labels: endpoint.podGroup.podSelector,
      endpoint: compact({
        port: endpoint.portName,
        path: servedPath(endpoint.pathPrefix, '/metrics'),
        scheme: endpoint.scheme,
        tlsConfig: endpoint.scheme === 'https' ? tlsConfig : undefined,
      }),
    }),
  );
  const companions = alertmanagersOf(props.alerting).flatMap(({ namespace: where, companion }) =>
    companion === undefined
      ? []
      : [monitor(path, { ...companion, namespace: where, endpoint: { port: companion.portName } })],
  );
  const sidecars =
    props.thanos === undefined
      ? []
      : [
          monitor(path, {
            service: model.names.thanosService,
            component: `${props.labels?.[COMPONENT_LABEL] ?? model.identity.app}-thanos`,
            namespace,
            labels: model.podGroup.podSelector,
            endpoint: { port: SIDECAR_HTTP_PORT_NAME },
          }),
        ];
  return [own, ...sidecars, ...alertmanagers, ...companions];
}

/** Certificates of pods in the cluster are as a rule for other names than those that they are scraped by. */
export function selfMonitoringTls({ selfMonitoring }: PrometheusProps): TlsConfig {
  const { tlsConfig = { insecureSkipVerify: true } } = selfMonitoring === false ? {} : (selfMonitoring ?? {});
  return tlsConfig;
}

/** The monitor of a Prometheus, whoever scrapes it. */
export function serverMonitor(
  model: PrometheusModel,
  path: string,
  tlsConfig: TlsConfig,
): Resource<ServiceMonitorProps> {
  const { props } = model;
  const component = props.labels?.[COMPONENT_LABEL] ?? model.identity.app;
  return monitor(path, {
    service: model.names.service,
    // The Service for queries has no single shard behind it.
    ...(isDivided(model)
      ? { component: `${component}-headless`, relabelings: called(model.names.service) }
      : { component }),
    namespace: model.namespace,
    labels: model.podGroup.podSelector,
    endpoint: compact({
      port: model.portName,
      path: servedPath(model.routePrefix, '/metrics'),
      scheme: model.scheme,
      basicAuth: props.web?.configFile?.basicAuth,
      tlsConfig: model.scheme === 'https' ? tlsConfig : undefined,
    }),
  });
}

/** Dashboards know it by the Service for queries, however it was found. */
function called(service: string): Relabeling[] {
  return ['job', 'service'].map((targetLabel) => ({ targetLabel, replacement: service }));
}

interface Target {
  readonly service: string;
  readonly component: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly endpoint: ServiceMonitorProps['endpoints'][number];
  readonly relabelings?: readonly Relabeling[];
}

function monitor(
  path: string,
  { service, component, namespace, labels, endpoint, relabelings }: Target,
): Resource<ServiceMonitorProps> {
  return {
    kind: 'ServiceMonitor',
    name: service,
    namespace,
    labels: {},
    path,
    problems: [],
    spec: {
      // The component tells the Service for queries from the headless one, which has the same pods.
      selector: { matchLabels: { ...labels, [COMPONENT_LABEL]: component } },
      endpoints: [relabelings === undefined ? endpoint : { ...endpoint, relabelings }],
    },
  };
}
