import type { KubernetesRole, KubernetesSdConfig } from '../../native/prometheus';
import { compact } from '../../values';
import type { Discovery } from './discovery';
import { renderClient, type DiscoveryClient } from './http-client';
import { checkKubernetes } from './kubernetes-check';

/** Kinds of objects that become targets. */
export type KubernetesSDRole = 'Pod' | 'Endpoints' | 'EndpointSlice' | 'Ingress' | 'Service' | 'Node';

/** What the API server sends of one kind of object. */
export interface KubernetesSDSelector {
  readonly role: KubernetesSDRole;

  /** Label selector in Kubernetes' text form, `app=checkout`. */
  readonly label?: string;

  /** Field selector in Kubernetes' text form, `spec.nodeName=node-1`. */
  readonly field?: string;
}

/** Namespaces that are looked at. */
export interface KubernetesSDNamespaces {
  /** That of the Prometheus. @default false */
  readonly ownNamespace?: boolean;
  readonly names?: readonly string[];
}

/** Targets from an API server. Upstream: `<kubernetes_sd_config>`. The rights are granted along with it. */
export interface KubernetesSDConfig extends DiscoveryClient {
  readonly role: KubernetesSDRole;

  /**
   * URL of another cluster's API server; how to log in there is said by `authorization` and its like, and
   * which rights that has is decided there.
   * @default - the cluster that Prometheus runs in, with its ServiceAccount
   */
  readonly apiServer?: string;

  /** @default - all namespaces of the cluster */
  readonly namespaces?: KubernetesSDNamespaces;

  /** What the API server sends at all. @default - all objects of the role */
  readonly selectors?: readonly KubernetesSDSelector[];

  /** Labels and annotations of the objects around the target. */
  readonly attachMetadata?: { readonly node?: boolean; readonly namespace?: boolean };
}

export const kubernetes: Discovery<KubernetesSDConfig, KubernetesSdConfig> = {
  check: checkKubernetes,
  render: (where, props, context) =>
    compact<KubernetesSdConfig>({
      role: nativeRole(props.role),
      api_server: props.apiServer,
      namespaces:
        props.namespaces &&
        compact({ own_namespace: props.namespaces.ownNamespace, names: props.namespaces.names }),
      selectors: props.selectors?.map(({ role, label, field }) =>
        compact({ role: nativeRole(role), label, field }),
      ),
      attach_metadata: props.attachMetadata,
      ...renderClient(where, props, context),
    }),
};

/** Roles are written small upstream. */
function nativeRole(role: KubernetesSDRole): KubernetesRole {
  return role.toLowerCase() as KubernetesRole;
}
