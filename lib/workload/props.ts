import type {
  Affinity,
  Container,
  EmptyDirVolumeSource,
  EphemeralVolumeSource,
  HostAlias,
  LocalObjectReference,
  PersistentVolumeClaimSpec,
  PodDNSConfig,
  PodSecurityContext,
  PodSpec,
  ResourceRequirements,
  Toleration,
  TopologySpreadConstraint,
  Volume,
  VolumeMount,
} from 'kubernetes-types/core/v1';
import type { NetworkPolicyPeer } from 'kubernetes-types/networking/v1';
import type { Size } from 'cdk8s';

/** A persistent volume for each pod, said briefly. */
export interface VolumeClaim {
  /** `Size.gibibytes(200)`, or a Kubernetes quantity such as `200Gi`. */
  readonly size: Size | string;

  /** @default - the cluster's default class */
  readonly storageClassName?: string;

  /** @default ['ReadWriteOnce'] */
  readonly accessModes?: readonly string[];

  /** The other forms of storage exclude this one. */
  readonly volumeClaimTemplate?: never;
  readonly emptyDir?: never;
  readonly ephemeral?: never;
}

/** A persistent volume for each pod, in Kubernetes' own words. Operator: `storage.volumeClaimTemplate`. */
export interface VolumeClaimTemplate {
  readonly volumeClaimTemplate: {
    readonly metadata?: {
      /** Name of the claims, before those of the pods. @default - `prometheus-<name>-db`, `alertmanager-<name>-db` */
      readonly name?: string;
      readonly labels?: Readonly<Record<string, string>>;
      readonly annotations?: Readonly<Record<string, string>>;
    };
    readonly spec: PersistentVolumeClaimSpec;
  };

  /** The other forms of storage exclude this one. */
  readonly size?: never;
  readonly emptyDir?: never;
  readonly ephemeral?: never;
}

/** A volume that ends with its pod. Operator: `storage.emptyDir`. */
export interface EphemeralStorage {
  readonly emptyDir: EmptyDirVolumeSource;

  /** The other forms of storage exclude this one. */
  readonly size?: never;
  readonly volumeClaimTemplate?: never;
  readonly ephemeral?: never;
}

/** A claim that is made for a pod and ends with it. Operator: `storage.ephemeral`. */
export interface EphemeralClaim {
  readonly ephemeral: EphemeralVolumeSource;

  /** The other forms of storage exclude this one. */
  readonly size?: never;
  readonly volumeClaimTemplate?: never;
  readonly emptyDir?: never;
}

/** Where the data of each pod lives. */
export type Storage = VolumeClaim | VolumeClaimTemplate | EphemeralStorage | EphemeralClaim;

/** What becomes of the volumes. Kubernetes: `persistentVolumeClaimRetentionPolicy`. */
export interface VolumeRetention {
  /** When the StatefulSet is deleted. @default 'Retain' */
  readonly whenDeleted?: 'Retain' | 'Delete';

  /** When there are fewer replicas than before. @default 'Retain' */
  readonly whenScaled?: 'Retain' | 'Delete';
}

/** Who else may reach the pods. */
export interface NetworkPolicyOptions {
  /**
   * Peers that may reach the web port besides those that the app itself connects (Prometheis that scrape,
   * send alerts or query): Grafana, an ingress controller, people's namespaces.
   * @default - none
   */
  readonly webFrom?: readonly NetworkPolicyPeer[];
}

/** What Prometheus and Alertmanager have in common as workloads. Names are those of the operator's resources. */
export interface WorkloadProps {
  /**
   * Name of the instance: part of the names of all its objects.
   * @default - the construct's id
   */
  readonly name?: string;

  /** @default - the namespace of the chart */
  readonly namespace?: string;

  /** Labels of all its objects, over those that we set. */
  readonly labels?: Readonly<Record<string, string>>;

  /** Whole reference of the image. @default - the upstream image of `version` */
  readonly image?: string;

  /** @default - Kubernetes' own: IfNotPresent */
  readonly imagePullPolicy?: 'Always' | 'IfNotPresent' | 'Never';
  readonly imagePullSecrets?: readonly LocalObjectReference[];

  /** Resources of the main container. @default - none: only you know how much there is to store */
  readonly resources?: ResourceRequirements;

  /** @default - a volume that ends with its pod, and a warning that says so */
  readonly storage?: Storage;
  readonly persistentVolumeClaimRetentionPolicy?: VolumeRetention;

  /** Labels and annotations of the pods. */
  readonly podMetadata?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly nodeSelector?: Readonly<Record<string, string>>;
  readonly tolerations?: readonly Toleration[];
  readonly affinity?: Affinity;

  /** @default - replicas are spread over nodes and zones as far as possible */
  readonly topologySpreadConstraints?: readonly TopologySpreadConstraint[];
  readonly priorityClassName?: string;
  readonly hostAliases?: readonly HostAlias[];
  readonly dnsPolicy?: string;
  readonly dnsConfig?: PodDNSConfig;

  /** Over ours: user 1000, group 2000, not root, seccomp RuntimeDefault. */
  readonly securityContext?: PodSecurityContext;

  /** An account of your own, whose rights you grant. @default - one is made, with the rights that are needed */
  readonly serviceAccountName?: string;

  /** Seconds a new pod must be ready before it counts as available. @default 0 */
  readonly minReadySeconds?: number;

  /** Seconds a pod has to end. @default - 600 for Prometheus, 120 for Alertmanager */
  readonly terminationGracePeriodSeconds?: number;

  /** Secrets to mount whole, at `<configuration directory>/secrets/<name>`. */
  readonly secrets?: readonly string[];

  /** ConfigMaps to mount whole, at `<configuration directory>/configmaps/<name>`. */
  readonly configMaps?: readonly string[];
  readonly volumes?: readonly Volume[];

  /** Further mounts of the main container. */
  readonly volumeMounts?: readonly VolumeMount[];

  /** Merged by name into ours: a container of the same name is changed, others are added. */
  readonly containers?: ReadonlyArray<Partial<Container> & { readonly name: string }>;

  /** Merged by name, as `containers`. */
  readonly initContainers?: ReadonlyArray<Partial<Container> & { readonly name: string }>;

  /** Further flags of the program. One that we set ourselves already is an error. */
  readonly additionalArgs?: ReadonlyArray<{ readonly name: string; readonly value?: string }>;

  /** Merged into the spec of the pods last of all: for what has no prop here. */
  readonly podSpec?: Partial<PodSpec>;

  /** Name of the web port. @default 'web' */
  readonly portName?: string;

  /** Whether a PodDisruptionBudget comes along. @default true */
  readonly podDisruptionBudget?: boolean;

  /** Whether a NetworkPolicy comes along, and whom it lets in. @default {} */
  readonly networkPolicy?: NetworkPolicyOptions | false;

  /** @default 'info' */
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error';

  /** @default 'logfmt' */
  readonly logFormat?: 'logfmt' | 'json';

  /** URL under which people reach it; links in alerts and notifications are made from it. */
  readonly externalUrl?: string;

  /** Path below which everything is served. @default - the path of `externalUrl` */
  readonly routePrefix?: string;
}
