import type { Pod, PodSpec } from 'kubernetes-types/core/v1';

/** A pod as the API server has it: with everything that it adds. */
export interface AdmittedPod extends Pod {
  readonly metadata: NonNullable<Pod['metadata']> & {
    readonly name: string;
    readonly namespace: string;
    readonly uid: string;
  };
  readonly spec: PodSpec;
}

/** What the API server's reference to a pod looks like. */
export function podReference(pod: AdmittedPod): {
  apiVersion: 'v1';
  kind: 'Pod';
  namespace: string;
  name: string;
} {
  const { namespace, name } = pod.metadata;
  return { apiVersion: 'v1', kind: 'Pod', namespace, name };
}
