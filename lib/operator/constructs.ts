import type { Construct } from 'constructs';
import { Alertmanager, type AlertmanagerProps, type HasAlertmanagerEndpoint } from '../alertmanager';
import { Prometheus, PrometheusAgent } from '../prometheus';
import { ThanosRuler } from '../query';
import { PrometheusRule, type PrometheusRuleProps } from '../rules';
import {
  PodMonitor,
  Probe,
  ScrapeConfig,
  ServiceMonitor,
  type PodMonitorProps,
  type ProbeProps,
  type ServiceMonitorProps,
} from '../scrape';
import { AlertmanagerLink, type Converted, type ConvertibleKind, type Fields } from './convert';

/** Makes the constructs of what was converted, below a scope; their ids are kind, namespace and name. */
export function createConstructs(
  scope: Construct,
  converted: readonly Converted[],
): Array<{ readonly of: Converted; readonly construct: Construct }> {
  const alertmanagers = new Map<string, HasAlertmanagerEndpoint>();
  const inOrder = [
    ...converted.filter(({ kind }) => kind === 'Alertmanager'),
    ...converted.filter(({ kind }) => kind !== 'Alertmanager'),
  ];
  return inOrder.map((each) => {
    const { kind, object } = each;
    const { namespace, name } = object.metadata;
    const props = linked(each.props, alertmanagers) as Fields;
    const construct = create(kind, scope, `${kind}.${namespace}.${name}`, props);
    if (construct instanceof Alertmanager) {
      alertmanagers.set(`${namespace}/${name}`, construct);
    }
    return { of: each, construct };
  });
}

/** The props as they were converted; whether they are of the types that they are given as, the shapes find out. */
function create(kind: ConvertibleKind, scope: Construct, id: string, props: Fields): Construct {
  switch (kind) {
    case 'Prometheus':
      return new Prometheus(scope, id, props);
    case 'PrometheusAgent':
      return new PrometheusAgent(scope, id, props);
    case 'Alertmanager':
      return new Alertmanager(scope, id, props as unknown as AlertmanagerProps);
    case 'ThanosRuler':
      return new ThanosRuler(scope, id, props);
    case 'ServiceMonitor':
      return new ServiceMonitor(scope, id, props as unknown as ServiceMonitorProps);
    case 'PodMonitor':
      return new PodMonitor(scope, id, props as unknown as PodMonitorProps);
    case 'Probe':
      return new Probe(scope, id, props as unknown as ProbeProps);
    case 'ScrapeConfig':
      return new ScrapeConfig(scope, id, props);
    case 'PrometheusRule':
      return new PrometheusRule(scope, id, props as unknown as PrometheusRuleProps);
  }
}

/** Puts the constructs in for what stands for them. */
function linked(value: unknown, alertmanagers: ReadonlyMap<string, HasAlertmanagerEndpoint>): unknown {
  if (value instanceof AlertmanagerLink) {
    return alertmanagers.get(`${value.namespace}/${value.name}`);
  }
  if (Array.isArray(value)) {
    return value.map((item) => linked(item, alertmanagers));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, linked(inner, alertmanagers)]))
    : value;
}
