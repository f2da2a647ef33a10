import type { StatefulSetSpec } from 'kubernetes-types/apps/v1';
import type { Container, PodSpec, Volume } from 'kubernetes-types/core/v1';
import {
  objectLabels,
  selectorLabels,
  strategicMerge,
  type Identity,
  type Manifest,
  type ObjectPlace,
} from '../kubernetes';
import { compact } from '../values';
import { podSecurity } from './pod-security';
import type { WorkloadProps } from './props';
import type { DataVolume } from './storage';

/** What a program adds to the StatefulSet that all of ours have in common. */
export interface StatefulSetParts {
  readonly name: string;
  readonly identity: Identity;
  readonly replicas: number;
  readonly serviceName: string;
  readonly serviceAccountName: string;

  /** Whether the pods talk to the API server. */
  readonly token: boolean;

  /** The main container first. */
  readonly containers: readonly Container[];
  readonly volumes: readonly Volume[];
  readonly data: DataVolume;
  readonly gracePeriodSeconds: number;
  readonly updateStrategy: 'RollingUpdate' | 'OnDelete';

  /** Content that a running pod does not pick up: a change of it must change the pods. */
  readonly rollOn?: Readonly<Record<string, string>>;
}

/** The StatefulSet, with what the user says merged in last. */
export function statefulSet(place: ObjectPlace, parts: StatefulSetParts, props: WorkloadProps): Manifest {
  const selector = selectorLabels(parts.identity);
  const annotations = {
    'kubectl.kubernetes.io/default-container': parts.containers[0]?.name ?? '',
    ...parts.rollOn,
    ...props.podMetadata?.annotations,
  };
  const spec: StatefulSetSpec = compact({
    serviceName: parts.serviceName,
    replicas: parts.replicas,
    podManagementPolicy: 'Parallel',
    updateStrategy: { type: parts.updateStrategy },
    minReadySeconds: props.minReadySeconds,
    persistentVolumeClaimRetentionPolicy:
      parts.data.claims.length === 0
        ? undefined
        : { whenDeleted: 'Retain', whenScaled: 'Retain', ...props.persistentVolumeClaimRetentionPolicy },
    selector: { matchLabels: selector },
    template: {
      metadata: { labels: { ...objectLabels(parts.identity), ...props.podMetadata?.labels }, annotations },
      spec: podSpec(parts, props),
    },
    volumeClaimTemplates: parts.data.claims.length === 0 ? undefined : [...parts.data.claims],
  });
  return {
    apiVersion: 'apps/v1',
    kind: 'StatefulSet',
    metadata: { name: parts.name, namespace: place.namespace, labels: { ...place.labels } },
    spec,
  };
}

function podSpec(parts: StatefulSetParts, props: WorkloadProps): PodSpec {
  const ours = compact<PodSpec>({
    serviceAccountName: parts.serviceAccountName,
    automountServiceAccountToken: parts.token,
    // Dozens of variables for every Service of the namespace, which none of our programs reads.
    enableServiceLinks: false,
    securityContext: { ...podSecurity, ...props.securityContext },
    terminationGracePeriodSeconds: props.terminationGracePeriodSeconds ?? parts.gracePeriodSeconds,
    nodeSelector: { 'kubernetes.io/os': 'linux', ...props.nodeSelector },
    tolerations: list(props.tolerations),
    affinity: props.affinity,
    topologySpreadConstraints: list(props.topologySpreadConstraints) ?? spread(parts.identity),
    priorityClassName: props.priorityClassName,
    hostAliases: list(props.hostAliases),
    dnsPolicy: props.dnsPolicy,
    dnsConfig: props.dnsConfig,
    imagePullSecrets: list(props.imagePullSecrets),
    containers: [...parts.containers],
    volumes: [...parts.volumes, ...parts.data.volumes],
  });
  const named = strategicMerge(
    ours,
    compact({ containers: props.containers, initContainers: props.initContainers, volumes: props.volumes }),
  );
  return strategicMerge(named, props.podSpec ?? {});
}

/** Preferred, not required: a small cluster still gets all replicas. */
function spread(identity: Identity): PodSpec['topologySpreadConstraints'] {
  return ['kubernetes.io/hostname', 'topology.kubernetes.io/zone'].map((topologyKey) => ({
    maxSkew: 1,
    topologyKey,
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: selectorLabels(identity) },
  }));
}

function list<T>(items: readonly T[] | undefined): T[] | undefined {
  return items === undefined ? undefined : [...items];
}
