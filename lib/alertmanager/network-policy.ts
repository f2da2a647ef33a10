import type { NetworkPolicyIngressRule, NetworkPolicyPort } from 'kubernetes-types/networking/v1';
import { allow, ingressPolicy, podPeer, type Manifest } from '../kubernetes';
import { originsOf, type Connection } from '../synthesis';
import { podGroup, type AlertmanagerModel } from './model';
import { MESH_PORT, MESH_PORT_NAME, RELOADER_PORT, RELOADER_PORT_NAME, WEB_PORT } from './paths';

/**
 * Lets in whom the app connects, whom the user names, and the own pods to the mesh; undefined where the user
 * wants none.
 */
export function networkPolicy(
  model: AlertmanagerModel,
  connections: readonly Connection[],
): Manifest | undefined {
  const { place, names, portName, hasMesh, props } = model;
  if (props.networkPolicy === false) {
    return undefined;
  }
  const { webFrom = [], meshFrom = [] } = props.networkPolicy ?? {};
  const own = podGroup(model);
  const web = originsOf(connections, [own], { name: portName, number: WEB_PORT }).map(podPeer);
  const companions = originsOf(connections, [own], { name: MESH_PORT_NAME, number: MESH_PORT }).map(podPeer);
  const reloader = originsOf(connections, [own], { name: RELOADER_PORT_NAME, number: RELOADER_PORT }).map(
    podPeer,
  );
  const ingress: NetworkPolicyIngressRule[] = [
    ...allow([{ protocol: 'TCP', port: WEB_PORT }], [...web, ...webFrom]),
    ...(hasMesh ? allow(MESH, [podPeer(own), ...meshFrom]) : []),
    // Whole states go by TCP, and a companion exchanges nothing else.
    ...(hasMesh ? allow([{ protocol: 'TCP', port: MESH_PORT }], companions) : []),
    ...allow([{ protocol: 'TCP', port: RELOADER_PORT }], reloader),
  ];
  return ingressPolicy(place, names.statefulSet, own.podSelector, ingress);
}

/** Small messages go by UDP, large ones and whole states by TCP. */
const MESH: readonly NetworkPolicyPort[] = [
  { protocol: 'TCP', port: MESH_PORT },
  { protocol: 'UDP', port: MESH_PORT },
];
