import { selectorLabels, type Identity } from '../kubernetes';
import type { PodGroup, ServiceFact } from '../synthesis';
import { alertmanagerNames } from './names';
import { MESH_PORT, WEB_PORT } from './paths';

/** Where an Alertmanager is reached, for those that send alerts, ask or scrape. */
export interface AlertmanagerEndpoint {
  readonly name: string;
  readonly namespace: string;
  readonly scheme: 'http' | 'https';

  /** `/`, or the path below which everything is served, without a slash at the end. */
  readonly pathPrefix: string;
  readonly port: number;
  readonly portName: string;

  /** `host:port` of each instance. A sender sends to all of them: the mesh sees to it that one notifies. */
  readonly hosts: readonly string[];
  readonly podGroup: PodGroup;
}

/** What the address is made from. */
export interface EndpointSource extends Pick<AlertmanagerEndpoint, 'namespace' | 'scheme' | 'pathPrefix' | 'portName'> {
  readonly identity: Identity;
  readonly replicas: number;
}

/** The address of an Alertmanager. */
export function alertmanagerEndpoint(source: EndpointSource): AlertmanagerEndpoint {
  const { identity, namespace, scheme, pathPrefix, portName, replicas } = source;
  const { statefulSet, headlessService } = alertmanagerNames(identity.instance);
  const hosts = Array.from(
    { length: replicas },
    (_, ordinal) => `${statefulSet}-${ordinal}.${headlessService}.${namespace}.svc:${WEB_PORT}`,
  );
  return Object.freeze({
    name: identity.instance,
    namespace,
    scheme,
    pathPrefix,
    port: WEB_PORT,
    portName,
    hosts: Object.freeze(hosts),
    podGroup: { namespace, podSelector: selectorLabels(identity) },
  });
}

/** The Services, as monitors of others see them. */
export function alertmanagerServices(
  { identity, namespace, portName }: EndpointSource,
  labels: Readonly<Record<string, string>>,
  hasMesh: boolean,
): ServiceFact[] {
  const names = alertmanagerNames(identity.instance);
  const web = { name: portName, port: WEB_PORT, targetPort: portName };
  const mesh = [
    { name: 'tcp-mesh', port: MESH_PORT, targetPort: 'tcp-mesh' },
    { name: 'udp-mesh', port: MESH_PORT, targetPort: 'udp-mesh' },
  ];
  const common = { namespace, labels, podSelector: selectorLabels(identity) };
  return [
    { ...common, name: names.service, ports: [web] },
    { ...common, name: names.headlessService, ports: hasMesh ? [web, ...mesh] : [web] },
  ];
}
