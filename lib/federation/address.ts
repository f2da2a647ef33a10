import { clustersetHost } from '../kubernetes';
import { servedPath } from '../workload';
import { exportedName } from './exported-name';
import type { Leaf } from './leaves';

/** What of a Prometheus is reached: a Service of each shard of a leaf, or each replica of a hub, since all of them evaluate its rules. */
export function reachedNames({ transport, server }: Leaf): readonly string[] {
  return transport === 'federate' || server.podNames.length <= 1 ? server.services : server.podNames;
}

/** Where the leaf is asked. */
export function askedAt(leaf: Leaf): {
  readonly targets: readonly string[];
  readonly scheme: 'http' | 'https';
  readonly path: string;
} {
  const { server, reach } = leaf;
  const { port, scheme, routePrefix } = server;
  if (typeof reach === 'object') {
    const { protocol, host } = new URL(reach.url);
    const given = protocol === 'http:' ? 'http' : 'https';
    const target = /:\d+$/.test(host) ? host : `${host}:${given === 'http' ? 80 : 443}`;
    return { targets: [target], scheme: given, path: `${givenPath(reach.url)}/federate` };
  }
  return {
    targets: hostsOf(leaf).map((host) => `${host}:${port}`),
    scheme,
    path: servedPath(routePrefix, '/federate'),
  };
}

/** Where the leaf writes to. */
export function writtenAt(leaf: Leaf): readonly string[] {
  const { server, reach } = leaf;
  const { port, scheme, routePrefix } = server;
  return typeof reach === 'object'
    ? [`${new URL(reach.url).origin}${givenPath(reach.url)}${WRITE_PATH}`]
    : hostsOf(leaf).map((host) => `${scheme}://${host}:${port}${servedPath(routePrefix, WRITE_PATH)}`);
}

const WRITE_PATH = '/api/v1/write';

function givenPath(url: string): string {
  return new URL(url).pathname.replace(/\/+$/, '');
}

function hostsOf(leaf: Leaf): string[] {
  const { server, reach } = leaf;
  const { namespace, services, headlessService } = server;
  return reachedNames(leaf).map((name) =>
    reach === 'clusterset'
      ? clustersetHost(namespace, exportedName(server, name))
      : `${services.includes(name) ? name : `${name}.${headlessService}`}.${namespace}.svc`,
  );
}
