import { cp, mkdir, rename, symlink, writeFile } from 'node:fs/promises';
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
  /**
   * What is wrong with it, from the next moment on.
   *
   * - `stale`: names lead where they led when this was set, whoever comes and goes, as out of a cache
   * - `unknown`: it knows no Service at all
   */
  fault: 'stale' | 'unknown' | undefined;
  private written = '';

  /** @param dir the folder that `hosts` is in; whoever sees it has the whole folder, since the file is replaced */
  constructor(readonly dir: string) {}

  /** Writes down where the names of all Services lead by now. */
  async refresh(api: Api): Promise<void> {
    const slices = await api.list<EndpointSlice>({
      apiVersion: 'discovery.k8s.io/v1',
      kind: 'EndpointSlice',
    });
    const hosts = hostsFile(this.fault === 'unknown' ? [] : slices);
    if (hosts === this.written || this.fault === 'stale') {
      return;
    }
    const path = join(this.dir, 'hosts');
    await writeFile(`${path}.new`, hosts);
    await rename(`${path}.new`, path); // nobody reads half of it
    this.written = hosts;
  }
}

/**
 * Makes a folder an `/etc` by which programs know the names of the cluster, and no others.
 *
 * @param dir where the folder of {@link Names} is for these programs
 */
export async function writeEtc(etc: string, dir: string): Promise<void> {
  await mkdir(etc, { recursive: true });
  await symlink(`${dir}/hosts`, join(etc, 'hosts'));
  await writeFile(join(etc, 'nsswitch.conf'), 'hosts: files\n');
  // A name has all of its addresses, as from a DNS server, also for programs that ask the C library.
  await writeFile(join(etc, 'host.conf'), 'multi on\n');
  await writeFile(join(etc, 'resolv.conf'), '');
  await cp('/etc/passwd', join(etc, 'passwd'));
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
