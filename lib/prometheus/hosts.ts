import type { PodGroup, ServiceFact } from '../synthesis';

/** Pods, and a port of theirs. */
export interface PodAddress {
  readonly to: PodGroup;
  readonly port: number | string;
}

/** What the program dials where an address names no port. */
const DEFAULT_PORTS: Readonly<Record<string, number>> = { http: 80, https: 443 };

/** Host, and perhaps a port. */
const ADDRESS = /^([^:[\]/\s]+)(?::(\d+))?$/;

/** What may follow the namespace of a Service in its name. */
const CLUSTER_SUFFIX = /(?:\.svc(?:\.cluster\.local)?)?\.?$/;

/** Finds the pods behind the hosts that users write: names of Services, and of single pods of headless ones. */
export class ServiceHosts {
  private readonly services: ReadonlyMap<string, ServiceFact>;

  constructor(services: readonly ServiceFact[]) {
    this.services = new Map(services.map((service) => [key(service.name, service.namespace), service]));
  }

  /** The pods that answer at `<service>.<namespace>.svc:<port>`; undefined where the app does not define them. */
  find(address: string, scheme = 'http'): PodAddress | undefined {
    const [, host = '', digits] = ADDRESS.exec(address) ?? [];
    const labels = host.replace(CLUSTER_SUFFIX, '').split('.');
    // `<pod>.<service>.<namespace>` is of a headless Service, at which the port is that of the container.
    const isPod = labels.length === 3;
    const [name, namespace, ...rest] = isPod ? labels.slice(1) : labels;
    const number = digits === undefined ? DEFAULT_PORTS[scheme] : Number(digits);
    if (name === undefined || namespace === undefined || rest.length > 0 || number === undefined) {
      return undefined;
    }
    const { podSelector, ports = [] } = this.services.get(key(name, namespace)) ?? {};
    const served = isPod ? undefined : ports.find(({ port }) => port === number);
    return podSelector && { to: { namespace, podSelector }, port: served?.targetPort ?? number };
  }

  /** The same for a URL. */
  findUrl(url: string): PodAddress | undefined {
    const [, scheme, authority] = /^(https?):\/\/(?:[^@/]*@)?([^/?#]+)/.exec(url) ?? [];
    return authority === undefined ? undefined : this.find(authority, scheme);
  }
}

function key(name: string, namespace: string): string {
  return `${namespace}/${name}`;
}
