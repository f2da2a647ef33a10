import type { Where } from '../problems';
import type { PodFact, Resource, ServiceFact, World } from '../synthesis';
import type { PodMonitorProps } from './pod-monitor';
import { portOf } from './pod-port';
import { LabelIndex } from './label-index';
import { requirements, selectedNamespaces, type LabelSelector } from './selector';
import type { ServiceMonitorEndpoint, ServiceMonitorProps } from './service-monitor';

const ELSEWHERE = 'set `checkPorts: false` for one that is defined elsewhere';

/**
 * Compares a ServiceMonitor with the Services and pods that the app defines. What the app does not define
 * cannot be judged.
 */
export function checkServiceMonitorAgainst(
  where: Where,
  monitor: Resource<ServiceMonitorProps>,
  world: World,
): void {
  if (monitor.spec.checkPorts === false || isOpen(monitor.spec.selector)) {
    return;
  }
  const services = selectFrom(where, monitor, monitor.spec.selector, world.services, 'Service');
  monitor.spec.endpoints.forEach((endpoint, index) => {
    if (endpoint.port !== undefined) {
      checkServicePort(where.at('endpoints', index, 'port'), endpoint.port, services);
    } else {
      checkTargetPort(where.at('endpoints', index, 'targetPort'), endpoint, services, world);
    }
  });
}

/** Compares a PodMonitor with the pods that the app defines. */
export function checkPodMonitorAgainst(where: Where, monitor: Resource<PodMonitorProps>, world: World): void {
  if (monitor.spec.checkPorts === false || isOpen(monitor.spec.selector)) {
    return;
  }
  const pods = selectFrom(where, monitor, monitor.spec.selector, world.pods, 'pod');
  monitor.spec.podMetricsEndpoints.forEach((endpoint, index) => {
    const wanted = portOf(endpoint);
    if (wanted !== undefined) {
      const field =
        (['port', 'portNumber'] as const).find((name) => endpoint[name] !== undefined) ?? 'targetPort';
      checkContainerPort(where.at('podMetricsEndpoints', index, field), wanted, pods);
    }
  });
}

interface Labelled {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
}

/**
 * Whether the selector names no value: then it also takes what its author did not think of, and nothing
 * can be said of it.
 */
function isOpen(selector: LabelSelector): boolean {
  return requirements(selector).every(({ operator }) => operator !== 'In');
}

/** What the selector takes of what the app defines; a near miss is worth a word, because it is what goes wrong. */
function selectFrom<T extends Labelled>(
  where: Where,
  monitor: Resource<ServiceMonitorProps | PodMonitorProps>,
  selector: LabelSelector,
  candidates: readonly T[],
  what: string,
): T[] {
  const namespaces = selectedNamespaces(monitor.spec.namespaceSelector, monitor.namespace);
  const matching = LabelIndex.of(candidates).matching(selector);
  const inReach = matching.filter(({ namespace }) => namespaces === 'all' || namespaces.includes(namespace));
  if (inReach.length === 0 && matching.length > 0) {
    const elsewhere = [...new Set(matching.map(({ namespace }) => namespace))].sort();
    where.at('namespaceSelector').warning({
      code: 'selects-nothing',
      value: namespaces,
      complaint: `holds no ${what} of the app that the selector matches; it would match in ${elsewhere.join(', ')}`,
      remedy: `Set \`namespaceSelector: { matchNames: ${JSON.stringify(elsewhere)} }\`, or ${ELSEWHERE}.`,
    });
  }
  return inReach;
}

function checkServicePort(where: Where, port: string, services: readonly ServiceFact[]): void {
  const names = services.map((service) => service.ports.map(({ name }) => name));
  // One of several Services is enough: a selector may well take Services of other ports too.
  if (services.length === 0 || names.some((list) => list.includes(port))) {
    return;
  }
  const service = services[0];
  const has = names.flat().filter((name) => name !== undefined);
  where.error({
    code: 'unknown-port',
    value: port,
    complaint: `is not a port of service "${service?.name ?? ''}"`,
    remedy:
      has.length === 0
        ? `Its ports have no names. Give the port a name, or ${ELSEWHERE}.`
        : `It has: ${[...new Set(has)].join(', ')}. Name one of these, or ${ELSEWHERE}.`,
  });
}

function checkTargetPort(
  where: Where,
  { targetPort }: ServiceMonitorEndpoint,
  services: readonly ServiceFact[],
  world: World,
): void {
  if (targetPort === undefined) {
    return;
  }
  const pods = services.flatMap(({ namespace, podSelector }) =>
    podSelector === undefined
      ? []
      : LabelIndex.of(world.pods)
          .matching({ matchLabels: podSelector })
          .filter((pod) => pod.namespace === namespace),
  );
  checkContainerPort(where, targetPort, pods);
}

function checkContainerPort(where: Where, wanted: string | number, pods: readonly PodFact[]): void {
  const ports = pods.flatMap((pod) => pod.ports);
  const found = ports.some(
    ({ name, containerPort }) => wanted === (typeof wanted === 'number' ? containerPort : name),
  );
  if (pods.length === 0 || found) {
    return;
  }
  const has = ports.map(({ name, containerPort }) => (typeof wanted === 'number' ? containerPort : name));
  where.error({
    code: 'unknown-port',
    value: wanted,
    complaint: `is not a port of the pods of ${pods[0]?.owner ?? ''}`,
    remedy: `They have: ${[...new Set(has.filter((port) => port !== undefined))].join(', ') || 'none'}. Name one of these, or ${ELSEWHERE}.`,
  });
}
