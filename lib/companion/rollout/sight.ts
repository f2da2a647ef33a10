import type { GossipObservation, InstanceObservation, PodObservation } from './observation';

/** A pod that takes part in a mesh: it is ready, and its gossip port answers. */
export type ReachablePod = PodObservation & {
  readonly gossip: Extract<GossipObservation, { readonly seen: true }>;
};

export function reachable({ pod }: InstanceObservation): ReachablePod | undefined {
  return pod?.ready === true && !pod.ending && pod.gossip?.seen === true ? (pod as ReachablePod) : undefined;
}

/** Whether it has the other in its view: alive at its address, and not just of that name, which a former pod had, too. */
export function sees(instance: InstanceObservation, { name, pod: seen }: InstanceObservation): boolean {
  const members = reachable(instance)?.gossip.members ?? [];
  return members.some(
    (member) => member.name === name && member.address === seen?.address && member.state === 'alive',
  );
}

/**
 * The mesh that an instance should be a member of, itself included where it is: of the groups of instances that see
 * each other the largest one, and among equals the one with the oldest pod. So it is the one that has just come who
 * is said to be apart, and not those whom it did not find.
 */
export function meshOf(
  instance: InstanceObservation,
  instances: readonly InstanceObservation[],
): readonly InstanceObservation[] {
  const mesh = reachable(instance)?.mesh;
  const candidates = instances.filter((each) => reachable(each)?.mesh === mesh);
  const [largest = []] = groups(candidates).sort((a, b) => b.length - a.length || oldest(b) - oldest(a));
  return largest;
}

/** Those who see each other, directly or through others. */
function groups(instances: readonly InstanceObservation[]): InstanceObservation[][] {
  const found: InstanceObservation[][] = [];
  const left = new Set(instances);
  for (const first of left) {
    left.delete(first);
    const group = [first];
    for (const member of group) {
      const fellows = [...left].filter((each) => sees(member, each) && sees(each, member));
      fellows.forEach((each) => left.delete(each));
      group.push(...fellows);
    }
    found.push(group);
  }
  return found;
}

function oldest(group: readonly InstanceObservation[]): number {
  return Math.max(...group.map(({ pod }) => pod?.age ?? 0));
}
