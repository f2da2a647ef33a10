import type { ServicePort } from 'kubernetes-types/core/v1';
import {
  configMap,
  podDisruptionBudget,
  selectorLabels,
  service,
  serviceAccount,
  type Manifest,
} from '../kubernetes';
import type { Connection } from '../synthesis';
import { dataVolume, statefulSet } from '../workload';
import { containers, volumes } from './containers';
import type { AlertmanagerModel } from './model';
import { networkPolicy } from './network-policy';
import { MESH_PORT, WEB_PORT } from './paths';
import type { CompiledAlertmanager } from './plan';

/** Time to end: the last notifications, and a copy of the state to disk. */
const GRACE_PERIOD_SECONDS = 120;

/** The objects of an Alertmanager. */
export function alertmanagerManifests(
  compiled: CompiledAlertmanager,
  connections: readonly Connection[],
): Manifest[] {
  const { model, config, webConfig, clusterTls } = compiled;
  const { place, names, identity, props } = model;
  const optional = [
    config && configMap(place, names.config, config),
    webConfig && configMap(place, names.webConfig, webConfig),
    clusterTls && configMap(place, names.clusterTls, clusterTls),
    props.serviceAccountName === undefined ? serviceAccount(place, names.serviceAccount) : undefined,
    props.podDisruptionBudget === false
      ? undefined
      : podDisruptionBudget(place, names.statefulSet, selectorLabels(identity)),
    networkPolicy(model, connections),
  ];
  return [...services(model), instances(compiled), ...optional.filter((manifest) => manifest !== undefined)];
}

function services({ place, names, identity, portName, hasMesh }: AlertmanagerModel): Manifest[] {
  const selector = selectorLabels(identity);
  const web: ServicePort = { name: portName, port: WEB_PORT, targetPort: portName, protocol: 'TCP' };
  const mesh: ServicePort[] = [
    { name: 'tcp-mesh', port: MESH_PORT, targetPort: 'tcp-mesh', protocol: 'TCP' },
    { name: 'udp-mesh', port: MESH_PORT, targetPort: 'udp-mesh', protocol: 'UDP' },
  ];
  return [
    service(place, names.service, { selector, ports: [web] }),
    service(place, names.headlessService, {
      selector,
      ports: hasMesh ? [web, ...mesh] : [web],
      headless: true,
      // An instance looks for its peers before it is ready.
      publishNotReadyAddresses: true,
    }),
  ];
}

function instances(compiled: CompiledAlertmanager): Manifest {
  const { place, names, identity, replicas, updateStrategy, props } = compiled.model;
  return statefulSet(
    place,
    {
      name: names.statefulSet,
      identity,
      replicas,
      serviceName: names.headlessService,
      serviceAccountName: props.serviceAccountName ?? names.serviceAccount,
      token: false,
      containers: containers(compiled),
      volumes: volumes(compiled),
      data: dataVolume(props.storage, names.claim),
      gracePeriodSeconds: GRACE_PERIOD_SECONDS,
      updateStrategy,
    },
    props,
  );
}
