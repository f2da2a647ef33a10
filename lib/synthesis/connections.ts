import type { Connection, PodGroup } from './workload';

/** A port of pods, which others may know by either. */
export interface PodPort {
  readonly name: string;
  readonly number: number;
}

/** Those from whom connections lead to a port of any of the given groups of pods, each once. */
export function originsOf(
  connections: readonly Connection[],
  to: readonly PodGroup[],
  port: PodPort,
): PodGroup[] {
  const origins = connections
    .filter(
      (connection) =>
        [port.name, port.number].includes(connection.port) &&
        to.some((group) => covers(connection.to, group)),
    )
    .map(({ from }) => from);
  const byIdentity = new Map(origins.map((origin) => [identity(origin), origin]));
  return [...byIdentity.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, origin]) => origin);
}

/** Whether a selector of the group also takes the pods. */
function covers(group: PodGroup, pods: PodGroup): boolean {
  return (
    group.namespace === pods.namespace &&
    Object.entries(group.podSelector).every(([key, value]) => pods.podSelector[key] === value)
  );
}

function identity({ namespace, podSelector }: PodGroup): string {
  return JSON.stringify([namespace, Object.entries(podSelector).sort()]);
}
