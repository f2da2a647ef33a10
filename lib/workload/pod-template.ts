import type { Container, PodSpec, PodTemplateSpec, Volume } from 'kubernetes-types/core/v1';
import { objectLabels, selectorLabels, strategicMerge, type Identity } from '../kubernetes';
import { compact } from '../values';
import { podSecurity } from './pod-security';
import type { WorkloadProps } from './props';

/** What a program adds to the pods that all of ours have in common. */
export interface PodParts {
  readonly identity: Identity;
  readonly serviceAccountName: string;

  /** Whether the pods talk to the API server. */
  readonly token: boolean;

  /** The main container first. */
  readonly containers: readonly Container[];
  readonly initContainers?: readonly Container[];
  readonly volumes: readonly Volume[];
  readonly gracePeriodSeconds: number;

  /** Content that a running pod does not pick up: a change of it must change the pods. */
  readonly rollOn?: Readonly<Record<string, string>>;

  /** Fields of the spec that only one program has props for. */
  readonly placement?: Partial<PodSpec>;

  /** Whether pods are spread over nodes and zones where the user does not say how. @default true */
  readonly spread?: boolean;
}

/** The pods, with what the user says merged in last. */
export function podTemplate(parts: PodParts, props: WorkloadProps): PodTemplateSpec {
  const annotations = {
    'kubectl.kubernetes.io/default-container': parts.containers[0]?.name ?? '',
    ...parts.rollOn,
    ...props.podMetadata?.annotations,
  };
  return {
    metadata: { labels: { ...objectLabels(parts.identity), ...props.podMetadata?.labels }, annotations },
    spec: podSpec(parts, props),
  };
}

function podSpec(parts: PodParts, props: WorkloadProps): PodSpec {
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
    topologySpreadConstraints:
      list(props.topologySpreadConstraints) ?? (parts.spread === false ? undefined : spread(parts.identity)),
    priorityClassName: props.priorityClassName,
    hostAliases: list(props.hostAliases),
    ...parts.placement,
    ...(props.dnsPolicy === undefined ? {} : { dnsPolicy: props.dnsPolicy }),
    dnsConfig: props.dnsConfig,
    imagePullSecrets: list(props.imagePullSecrets),
    initContainers: list(parts.initContainers),
    containers: [...parts.containers],
    volumes: [...parts.volumes],
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
