import type { MeshNode } from '../mesh';
import type { InstanceObservation, Observation } from './observation';
import { meshOf, reachable, sees } from './sight';

/**
 * How an instance is.
 *
 * - `absent`: there is no pod of it
 * - `ending`: its pod has been told to end
 * - `failing`: its pod will not get ready by itself
 * - `starting`: it is not ready yet, or not any more
 * - `unreachable`: it is ready, but its gossip port does not answer
 * - `behind`: it lacks entries that others hold
 * - `conflict`: peers know its name at an address that no pod has any more, and reject it
 * - `apart`: it and a member of its mesh do not see each other
 * - `bare`: it lacks active alerts of its peers, or has some that have ended
 * - `whole`: it has joined and holds everything
 */
export type Condition =
  | 'absent'
  | 'ending'
  | 'failing'
  | 'starting'
  | 'unreachable'
  | 'behind'
  | 'conflict'
  | 'apart'
  | 'bare'
  | 'whole';

/** An instance, and what is to be thought of it. */
export interface Assessment {
  readonly instance: InstanceObservation;
  readonly condition: Condition;

  /** What was seen, and what was expected, for people. */
  readonly detail: string;

  /** Whether its pod is of the revision that pods get by now. */
  readonly current: boolean;

  /** Members in the views of peers that keep it from being accepted, by the names of those peers. */
  readonly ghosts: ReadonlyArray<{ readonly seenBy: string; readonly node: MeshNode }>;
}

/** Says of each instance how it is. */
export function assess({ set, instances }: Observation): Assessment[] {
  return instances.map((instance) => {
    const ghosts = ghostsOf(instance, instances);
    const [condition, detail] = judge(instance, instances, ghosts);
    return { instance, condition, detail, ghosts, current: instance.pod?.revision === set.revision };
  });
}

function judge(
  instance: InstanceObservation,
  instances: readonly InstanceObservation[],
  ghosts: Assessment['ghosts'],
): [Condition, string] {
  const { pod } = instance;
  if (pod === undefined) {
    return ['absent', 'has no pod'];
  }
  if (pod.ending) {
    return ['ending', 'is ending'];
  }
  if (pod.failure !== undefined) {
    return ['failing', pod.failure];
  }
  if (!pod.ready) {
    return ['starting', pod.obstacle === undefined ? 'is not ready' : `is not ready: ${pod.obstacle}`];
  }
  if (pod.gossip?.seen !== true) {
    return ['unreachable', pod.gossip?.reason ?? 'its gossip port has not been asked'];
  }
  if (pod.gossip.overdue > 0) {
    return ['behind', `lacks ${pod.gossip.overdue} silences and log entries`];
  }
  const [ghost] = ghosts;
  if (ghost !== undefined) {
    return ['conflict', `${ghost.seenBy} still knows it at ${ghost.node.address} (${ghost.node.state})`];
  }
  if (pod.leadsNowhere) {
    // Also where its peers have found it: once all are like it, nobody looks for anybody.
    return ['apart', `looks for its peers at ${pod.peers}, which leads to none of them`];
  }
  const strangers = meshOf(instance, instances).flatMap((peer) => blindness(instance, peer));
  if (strangers.length > 0) {
    return ['apart', strangers.join('; ')];
  }
  if (pod.alertsLacking > 0) {
    return ['bare', `does not know of ${pod.alertsLacking} alerts what its peers know`];
  }
  return ['whole', pod.gossip.heldFor > 0 ? 'is whole, and held back' : 'is whole'];
}

/** Whether all is well with it but where the names of its peers lead: what replaces it would be led there as well. */
export function isMisled(
  { condition, instance: { pod } }: Assessment,
  { peers }: Observation['set'],
): boolean {
  return condition === 'apart' && pod?.leadsNowhere === true && pod.peers === peers;
}

/** Who of two does not see the other. */
function blindness(instance: InstanceObservation, peer: InstanceObservation): string[] {
  const unseen = sees(instance, peer) ? [] : [`does not see ${peer.name}`];
  const unseenBy = sees(peer, instance) ? [] : [`is not seen by ${peer.name}`];
  return instance === peer ? unseen : [...unseen, ...unseenBy];
}

/**
 * Its name in the views of its peers, at an address that no pod has: a pod that was killed. Until they forget it
 * they take its successor for an impostor.
 */
function ghostsOf(
  instance: InstanceObservation,
  instances: readonly InstanceObservation[],
): Assessment['ghosts'] {
  const own = reachable(instance);
  if (own === undefined) {
    return [];
  }
  const addresses = new Set(instances.map(({ pod }) => pod?.address));
  return instances.flatMap((other) => {
    const peer = other === instance ? undefined : reachable(other);
    if (peer?.mesh !== own.mesh || sees(other, instance)) {
      return [];
    }
    return peer.gossip.members
      .filter(
        ({ name, address, state }) => name === instance.name && !addresses.has(address) && state !== 'left',
      )
      .map((node) => ({ seenBy: other.name, node }));
  });
}
