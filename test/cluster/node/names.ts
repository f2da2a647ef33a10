import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EndpointSlice } from 'kubernetes-types/discovery/v1';
import type { Api } from '../api';
import { API_SERVER_ADDRESS } from '../network';

const DOMAIN = 'svc.cluster.local';

/**
 * Stands in for the cluster's DNS: a hosts file that every container sees.
 *
 * A Service's name leads to its ready pods, also where it has an address of its own: there is no kube-proxy,
 * so its ports must be those of the pods. SRV records there are none.
 */
export class Names {
  private written = '';

  constructor(private readonly dir: string) {}

  /** Writes down where the names of all Services lead by now. */
  async refresh(api: Api): Promise<void> {
    const slices = await api.list<EndpointSlice>({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
    });
    const hosts = hostsFile(slices);
    if (hosts === this.written) {
      return;
    }
    const path = join(this.dir, 'hosts');
    await writeFile(`${path}.new`, hosts);
    await rename(`${path}.new`, path); // nobody reads half of it
    this.written = hosts;
  }
}

/** A line for each name and address: several lines with one name are several addresses. */
export function hostsFile(slices: readonly EndpointSlice[]): string {
  const lines = new Set(['127.0.0.1 localhost', line(API_SERVER_ADDRESS, 'kubernetes', 'default')]);
  for (const { metadata = {}, endpoints } of slices) {
    const { namespace = '', labels = {} } = metadata;
    const service = labels['kubernetes.io/service-name'];
    // The slice of a Service without pods has null there.
    for (const { addresses, conditions, hostname } of (endpoints as typeof endpoints | null) ?? []) {
      if (service === undefined || conditions?.ready === false) {
        continue;
      }
      for (const address of addresses) {
        lines.add(line(address, service, namespace));
        if (hostname !== undefined) {
          lines.add(line(address, `${hostname}.${service}`, namespace));
        }
      }
    }
  }
  return [...lines, ''].join('\n');
}

/** The spellings that a resolver with the usual search list would find from every namespace. */
function line(address: string, name: string, namespace: string): string {
  const qualified = `${name}.${namespace}`;
  return `${address} ${qualified}.${DOMAIN} ${qualified}.svc ${qualified}`;
}
