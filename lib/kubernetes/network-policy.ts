import type {
  NetworkPolicyIngressRule,
  NetworkPolicyPeer,
  NetworkPolicyPort,
} from 'kubernetes-types/networking/v1';
import type { ObjectPlace } from './config-map';
import type { Manifest } from './manifest';

/** Pods by their labels in one namespace. */
export interface PodPeer {
  readonly namespace: string;
  readonly podSelector: Readonly<Record<string, string>>;
}

/** The pods as a NetworkPolicy names them; the namespace by the label that every one has. */
export function podPeer({ namespace, podSelector }: PodPeer): NetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    podSelector: { matchLabels: { ...podSelector } },
  };
}

/** Who may reach which ports. Nobody in `from` means nobody, and then there is no rule at all. */
export function allow(
  ports: readonly NetworkPolicyPort[],
  from: readonly NetworkPolicyPeer[],
): NetworkPolicyIngressRule[] {
  return from.length === 0 ? [] : [{ ports: [...ports], from: [...from] }];
}

/** Lets in what the rules name and nothing else. What pods open by themselves is not restricted. */
export function ingressPolicy(
  { namespace, labels }: ObjectPlace,
  name: string,
  selector: Readonly<Record<string, string>>,
  ingress: readonly NetworkPolicyIngressRule[],
): Manifest {
  return {
    apiVersion: 'networking.k8s.io/v1',
    kind: 'NetworkPolicy',
    metadata: { name, namespace, labels: { ...labels } },
    spec: {
      podSelector: { matchLabels: { ...selector } },
      policyTypes: ['Ingress'],
      // The API server drops an empty list: written out it would be a change at every apply.
      ...(ingress.length === 0 ? {} : { ingress }),
    },
  };
}
