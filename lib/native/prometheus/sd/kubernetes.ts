import type { HttpClientConfig } from '../http-client';

/** Kind of object whose addresses become targets. */
export type KubernetesRole = 'endpoints' | 'endpointslice' | 'ingress' | 'node' | 'pod' | 'service';

/** Targets from the API of Kubernetes (`configuration.md#kubernetes_sd_config`). */
export interface KubernetesSdConfig extends HttpClientConfig {
  /** Kind of object. `endpoints` is deprecated by Kubernetes since 1.33. */
  readonly role: KubernetesRole;

  /** URL of the API server. Default: that of the cluster Prometheus runs in, with its service account. */
  readonly api_server?: string;

  /** File with a kubeconfig. Excludes `api_server` and all settings of the HTTP client. */
  readonly kubeconfig_file?: string;

  /** Namespaces to look at. Default: all. */
  readonly namespaces?: KubernetesNamespaces;

  /** Selectors by label and field. Each distinct set costs the API server a watch of its own. */
  readonly selectors?: readonly KubernetesSelector[];

  /** What else is read and put into `__meta_` labels. */
  readonly attach_metadata?: KubernetesAttachMetadata;
}

/** Namespaces to look at (`configuration.md#kubernetes_sd_config`). */
export interface KubernetesNamespaces {
  /** Whether Prometheus's own namespace is one of them. Default false. */
  readonly own_namespace?: boolean;

  /** Their names. */
  readonly names?: readonly string[];
}

/** Limits one kind of object (`configuration.md#kubernetes_sd_config`). */
export interface KubernetesSelector {
  /** Kind of object, which must be one that the role of the discovery reads. */
  readonly role: KubernetesRole;

  /** Label selector. */
  readonly label?: string;

  /** Field selector. */
  readonly field?: string;
}

/** What else is read (`configuration.md#kubernetes_sd_config`). Each needs the right to list and watch it. */
export interface KubernetesAttachMetadata {
  /** Labels and annotations of the node. Default false. */
  readonly node?: boolean;

  /** Labels and annotations of the namespace. Default false. */
  readonly namespace?: boolean;

  /** Name of a pod's Deployment, found by its ReplicaSet. Default false. */
  readonly deployment?: boolean;

  /** Name of a pod's Job. Default false. */
  readonly job?: boolean;

  /** Name of a pod's CronJob, found by its Job. Default false. */
  readonly cronjob?: boolean;
}
