import { COMPONENT_LABEL, headlessLabels } from '../kubernetes';
import type { DataSourceFact, PodFact, PodGroup, ServiceFact } from '../synthesis';
import { asksForCertificate } from '../web';
import { podFact } from '../workload';
import { ports } from './containers';
import { podGroup, rolledOf, type AlertmanagerModel } from './model';
import { METRICS_PORT_NAME, rolloutModel } from './rollout';
import { MESH_PORT, WEB_PORT } from './paths';
import { RELOADER_PORTS } from './reloader';

/** Where an Alertmanager is reached, for those that send alerts, ask or scrape. */
export interface AlertmanagerEndpoint {
  readonly name: string;
  readonly namespace: string;

  /** The cluster of a fleet that it is in; empty where there is none. */
  readonly cluster: string;
  readonly scheme: 'http' | 'https';

  /** `/`, or the path below which everything is served, without a slash at the end. */
  readonly pathPrefix: string;
  readonly port: number;
  readonly portName: string;

  /** Name of the Service that has all instances, ready or not. */
  readonly headlessService: string;
  /** Value of `app.kubernetes.io/component` of the Service for queries, which tells it from the headless one. */
  readonly component: string;

  /** `host:port` of each instance. A sender sends to all of them: the mesh sees to it that one notifies. */
  readonly hosts: readonly string[];
  readonly podGroup: PodGroup;

  /** The companion that watches it; undefined where none does for ever. */
  readonly companion: CompanionEndpoint | undefined;
}

/** Where a companion tells what it sees. */
export interface CompanionEndpoint {
  readonly service: string;
  readonly component: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly portName: string;
}

/** An Alertmanager of the app, or what stands for one. */
export interface HasAlertmanagerEndpoint {
  readonly endpoint: AlertmanagerEndpoint;
}

/** The address of an Alertmanager. */
export function alertmanagerEndpoint(model: AlertmanagerModel, cluster: string): AlertmanagerEndpoint {
  const { identity, place, names, replicas, scheme, pathPrefix, portName } = model;
  const domain = `${names.headlessService}.${place.namespace}.svc`;
  const hosts = Array.from(
    { length: replicas },
    (_, ordinal) => `${names.statefulSet}-${ordinal}.${domain}:${WEB_PORT}`,
  );
  return Object.freeze({
    name: identity.instance,
    namespace: place.namespace,
    cluster,
    scheme,
    pathPrefix,
    port: WEB_PORT,
    portName,
    headlessService: names.headlessService,
    component: place.labels[COMPONENT_LABEL] ?? '',
    hosts: Object.freeze(hosts),
    podGroup: podGroup(model),
    companion: companionEndpoint(model),
  });
}

function companionEndpoint(model: AlertmanagerModel): CompanionEndpoint | undefined {
  if (model.rollout?.mode !== 'Controller') {
    return undefined;
  }
  const { fullName, place, podGroup: pods } = rolloutModel(rolledOf(model), model.rollout);
  return {
    service: fullName,
    component: place.labels[COMPONENT_LABEL] ?? '',
    labels: pods.podSelector,
    portName: METRICS_PORT_NAME,
  };
}

/** The Services, as monitors of others see them. */
export function alertmanagerServices(model: AlertmanagerModel): ServiceFact[] {
  const { place, names, portName, hasMesh } = model;
  const web = { name: portName, port: WEB_PORT, targetPort: portName };
  const mesh = ['tcp-mesh', 'udp-mesh'].map((name) => ({ name, port: MESH_PORT, targetPort: name }));
  const common = { ...place, podSelector: podGroup(model).podSelector };
  return [
    { ...common, name: names.service, ports: [web] },
    {
      ...common,
      name: names.headlessService,
      labels: headlessLabels(place.labels),
      ports: hasMesh ? [web, ...mesh] : [web],
    },
  ];
}

/** The pods, as monitors of others see them. */
export function alertmanagerPods(model: AlertmanagerModel): PodFact[] {
  const { identity, place, names, props } = model;
  const { namespace } = place;
  const containers = [{ ports: ports(model) }, { ports: RELOADER_PORTS }];
  return [podFact({ namespace, name: names.statefulSet }, identity, containers, props)];
}

/** It, as Grafana asks it. */
export function alertmanagerDataSource(model: AlertmanagerModel, path: string): DataSourceFact {
  const { identity, place, names, props, scheme, pathPrefix, portName } = model;
  const prefix = pathPrefix === '/' ? '' : pathPrefix;
  return Object.freeze({
    kind: 'Alertmanager',
    name: identity.instance,
    namespace: place.namespace,
    path,
    url: `${scheme}://${names.service}.${place.namespace}.svc:${WEB_PORT}${prefix}`,
    version: identity.version,
    // What a file of the user's own asks for nobody can see.
    asksFor: { password: false, certificate: asksForCertificate(props.web ?? {}) },
    pods: podGroup(model),
    port: portName,
  });
}
