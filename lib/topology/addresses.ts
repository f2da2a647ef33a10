import type { Manifest } from '../kubernetes';
import { nodeId, type NodeKind } from './model';
import type { Program } from './program';

/** Finds who of the app answers at an address: `http://prometheus-k8s.monitoring.svc:9090`. */
export class Addresses {
  constructor(
    private readonly manifests: readonly Manifest[],
    private readonly programs: readonly Program[],
  ) {}

  /**
   * @param kinds that may be meant: a Service may lead to several programs of a pod
   * @returns the ids of nodes; none where the address is outside of the app
   */
  find(address: string, kinds: readonly NodeKind[], namespace: string): string[] {
    const service = this.service(hostOf(address), namespace);
    const selector = service?.spec?.selector;
    if (selector === undefined || Object.keys(selector).length === 0) {
      return [];
    }
    const found = this.programs.filter(
      ({ kind, pod }) =>
        kinds.includes(kind) &&
        pod.namespace === (service?.metadata.namespace ?? 'default') &&
        Object.entries(selector).every(([label, value]) => pod.labels[label] === value),
    );
    return [...new Set(found.map(({ kind, name }) => nodeId(kind, name)))];
  }

  /** `pod.service.namespace.svc`, `service.namespace`, `service`. */
  private service(host: string, namespace: string): Service | undefined {
    const labels = host.split('.');
    const end = labels.indexOf('svc');
    const own = end === -1 ? labels : labels.slice(0, end);
    const named = (name = '', within = namespace): Service | undefined =>
      this.manifests.find(
        ({ kind, metadata }) =>
          kind === 'Service' && metadata.name === name && (metadata.namespace ?? 'default') === within,
      );
    if (end === -1) {
      return own.length > 2 ? undefined : named(own[0], own[1]);
    }
    return own.length > 2 ? named(own.at(-2), own.at(-1)) : named(own[0], own[1]);
  }
}

type Service = Manifest & { readonly spec?: { readonly selector?: Readonly<Record<string, string>> } };

/** Of a URL, of `host:port`, and of names that Thanos looks up: `dns+host:port`. */
function hostOf(address: string): string {
  const plain = address.replace(/^(dns|dnssrv|dnssrvnoa|dnsdualstack)\+/, '').replace(/^[a-z]+:\/\//, '');
  return (plain.split(/[/?#]/)[0] ?? '').replace(/^.*@/, '').replace(/:\d+$/, '');
}
