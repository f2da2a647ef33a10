import type { StatefulSetSpec } from 'kubernetes-types/apps/v1';
import { selectorLabels, type Manifest, type ObjectPlace } from '../kubernetes';
import { compact } from '../values';
import { podTemplate, type PodParts } from './pod-template';
import type { WorkloadProps } from './props';
import type { DataVolume } from './storage';
import type { UpdateStrategy } from './update-strategy';

/** What a program adds to the StatefulSet that all of ours have in common. */
export interface StatefulSetParts extends PodParts {
  readonly name: string;
  readonly replicas: number;
  readonly serviceName: string;
  readonly data: DataVolume;
  readonly updateStrategy: UpdateStrategy['type'] | UpdateStrategy;

  /** @default 'Parallel' */
  readonly podManagementPolicy?: 'Parallel' | 'OrderedReady';
}

/** The StatefulSet, with what the user says merged in last. */
export function statefulSet(place: ObjectPlace, parts: StatefulSetParts, props: WorkloadProps): Manifest {
  const selector = selectorLabels(parts.identity);
  const spec: StatefulSetSpec = compact({
    serviceName: parts.serviceName,
    replicas: parts.replicas,
    podManagementPolicy: parts.podManagementPolicy ?? 'Parallel',
    updateStrategy:
      typeof parts.updateStrategy === 'string' ? { type: parts.updateStrategy } : parts.updateStrategy,
    minReadySeconds: props.minReadySeconds,
    persistentVolumeClaimRetentionPolicy:
      parts.data.claims.length === 0
        ? undefined
        : { whenDeleted: 'Retain', whenScaled: 'Retain', ...props.persistentVolumeClaimRetentionPolicy },
    selector: { matchLabels: selector },
    template: podTemplate({ ...parts, volumes: [...parts.volumes, ...parts.data.volumes] }, props),
    volumeClaimTemplates: parts.data.claims.length === 0 ? undefined : [...parts.data.claims],
  });
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: parts.name, namespace: place.namespace, labels: { ...place.labels } },
    spec,
  };
}
