import type { Construct } from 'constructs';
import { Alertmanager, AlertmanagerConfig, type AlertmanagerProps } from '../alertmanager';
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
import { ConstructLink, linkId, type Converted, type Fields } from './convert';
import type { OperatorKind } from './object';

/** Makes the constructs of what was converted, below a scope; their ids are kind, namespace and name. */
export function createConstructs(
  scope: Construct,
  converted: readonly Converted[],
): Array<{ readonly of: Converted; readonly construct: Construct }> {
  const made = new Map<string, Construct>();
  const inOrder = [...converted].sort((a, b) => placeOf(a) - placeOf(b));
  return inOrder.map((each) => {
    const { kind, object } = each;
    const { namespace, name } = object.metadata;
    const props = linked(each.props, made) as Fields;
    const construct = create(kind, scope, `${kind}.${namespace}.${name}`, props);
    made.set(linkId(kind, object.metadata), construct);
    return { of: each, construct };
  });
}

/** What others name comes first. */
const FIRST: readonly OperatorKind[] = ['AlertmanagerConfig', 'Alertmanager'];

function placeOf({ kind }: Converted): number {
  return FIRST.includes(kind) ? FIRST.indexOf(kind) : FIRST.length;
}

/** The props as they were converted; whether they are of the types that they are given as, the shapes find out. */
function create(kind: OperatorKind, scope: Construct, id: string, props: Fields): Construct {
  switch (kind) {
    case 'Prometheus':
      return new Prometheus(scope, id, props);
    case 'PrometheusAgent':
      return new PrometheusAgent(scope, id, props);
    case 'Alertmanager':
      return new Alertmanager(scope, id, props as unknown as AlertmanagerProps);
    case 'AlertmanagerConfig':
      return new AlertmanagerConfig(scope, id, props);
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
function linked(value: unknown, made: ReadonlyMap<string, Construct>): unknown {
  if (value instanceof ConstructLink) {
    return made.get(value.id);
  }
  if (Array.isArray(value)) {
    return value.map((item) => linked(item, made));
  }
  return typeof value === 'object' && value !== null
    ? Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, linked(inner, made)]))
    : value;
}
