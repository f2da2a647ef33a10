import type { ObjectPlace } from './config-map';
import type { Manifest } from './manifest';

/**
 * One pod at a time may be evicted. A single replica gets it as well: nodes can still be drained, and the
 * object stays the same when replicas are added.
 */
export function podDisruptionBudget(
  { namespace, labels }: ObjectPlace,
  name: string,
  selector: Readonly<Record<string, string>>,
): Manifest {
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, namespace, labels: { ...labels } },
    spec: {
      maxUnavailable: 1,
      selector: { matchLabels: { ...selector } },
      // Pods that cannot become ready must not keep a node from being drained.
      unhealthyPodEvictionPolicy: 'AlwaysAllow',
    },
  };
}
