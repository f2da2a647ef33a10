import type { DeploymentSpec } from 'kubernetes-types/apps/v1';
import { selectorLabels, type Manifest, type ObjectPlace } from '../kubernetes';
import { compact } from '../values';
import { podTemplate, type PodParts } from './pod-template';
import type { WorkloadProps } from './props';

/** What a program adds to the Deployment that all of ours have in common. */
export interface DeploymentParts extends PodParts {
  readonly name: string;
  readonly replicas: number;

  /** `Recreate`: of those of which there must never be two. @default - a new pod is ready before an old one goes */
  readonly strategy?: 'Recreate';
}

/** The Deployment of pods that keep nothing, with what the user says merged in last. */
export function deployment(place: ObjectPlace, parts: DeploymentParts, props: WorkloadProps): Manifest {
  const spec: DeploymentSpec = compact({
    replicas: parts.replicas,
    minReadySeconds: props.minReadySeconds,
    strategy:
      parts.strategy === undefined
        ? { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } }
        : { type: parts.strategy },
    selector: { matchLabels: selectorLabels(parts.identity) },
    template: podTemplate(parts, props),
  });
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: parts.name, namespace: place.namespace, labels: { ...place.labels } },
    spec,
  };
}
