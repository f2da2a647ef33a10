import type { NetworkPolicyIngressRule, NetworkPolicyPeer, NetworkPolicyPort } from 'kubernetes-types/networking/v1';
import { allow, ingressPolicy, podPeer, selectorLabels, type Manifest } from '../kubernetes';
import type { Connection, PodGroup } from '../synthesis';
import type { AlertmanagerModel } from './model';
import { MESH_PORT, RELOADER_PORT, RELOADER_PORT_NAME, WEB_PORT } from './paths';

/**
 * Lets in whom the app connects, whom the user names, and the own pods to the mesh; undefined where the user
 * wants none.
 */
export function networkPolicy(model: AlertmanagerModel, connections: readonly Connection[]): Manifest | undefined {
  const { place, names, identity, hasMesh, props } = model;
  if (props.networkPolicy === false) {
    return undefined;
  }
  const { webFrom = [], meshFrom = [] } = props.networkPolicy ?? {};
  const own: PodGroup = { namespace: place.namespace, podSelector: selectorLabels(identity) };
  const peers = peersByPort(model, own, connections);
  peers.set(WEB_PORT, [...(peers.get(WEB_PORT) ?? []), ...webFrom]);
  const rules = [...peers].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1));
  const ingress = rules.flatMap(([port, from]) => allow([{ protocol: 'TCP', port }], distinct(from)));
  const mesh = hasMesh ? allow(MESH, [{ podSelector: { matchLabels: own.podSelector } }, ...meshFrom]) : [];
  return ingressPolicy(place, names.statefulSet, own.podSelector, [...ingress, ...mesh] satisfies NetworkPolicyIngressRule[]);
}

const MESH: readonly NetworkPolicyPort[] = [
  { protocol: 'TCP', port: MESH_PORT },
  { protocol: 'UDP', port: MESH_PORT },
];

function peersByPort(
  { portName }: AlertmanagerModel,
  own: PodGroup,
  connections: readonly Connection[],
): Map<number | string, NetworkPolicyPeer[]> {
  const numbers: Readonly<Record<string, number>> = { [portName]: WEB_PORT, [RELOADER_PORT_NAME]: RELOADER_PORT };
  const peers = new Map<number | string, NetworkPolicyPeer[]>();
  for (const { from, to, port } of connections) {
    if (isSameGroup(to, own)) {
      const number = numbers[port] ?? port;
      peers.set(number, [...(peers.get(number) ?? []), podPeer(from)]);
    }
  }
  return peers;
}

function isSameGroup(a: PodGroup, b: PodGroup): boolean {
  return a.namespace === b.namespace && selectorText(a) === selectorText(b);
}

function selectorText({ podSelector }: PodGroup): string {
  return JSON.stringify(Object.entries(podSelector).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Each peer once, in an order that does not follow that of definition. */
function distinct(peers: readonly NetworkPolicyPeer[]): NetworkPolicyPeer[] {
  const byText = new Map(peers.map((peer) => [JSON.stringify(peer), peer]));
  return [...byText].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, peer]) => peer);
}
