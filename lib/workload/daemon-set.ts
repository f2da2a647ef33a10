import type { DaemonSetSpec } from 'kubernetes-types/apps/v1';
import { selectorLabels, type Manifest, type ObjectPlace } from '../kubernetes';
import { compact } from '../values';
import { podTemplate, type PodParts } from './pod-template';
import type { WorkloadProps } from './props';
import type { UpdateStrategy } from './update-strategy';

/** What a program adds to the pods of which each node has one. */
export interface DaemonSetParts extends Omit<PodParts, 'spread'> {
  readonly name: string;
  readonly updateStrategy: UpdateStrategy;
}

/** The DaemonSet, with what the user says merged in last. */
export function daemonSet(place: ObjectPlace, parts: DaemonSetParts, props: WorkloadProps): Manifest {
  const spec: DaemonSetSpec = compact({
    updateStrategy: parts.updateStrategy,
    minReadySeconds: props.minReadySeconds,
    selector: { matchLabels: selectorLabels(parts.identity) },
    // Each node has one: there is nothing to spread.
    template: podTemplate({ ...parts, spread: false }, props),
  });
  return {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { name: parts.name, namespace: place.namespace, labels: { ...place.labels } },
    spec,
  };
}
