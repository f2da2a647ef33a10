import { clustersetHost } from '../kubernetes';
import { servedPath } from '../workload';
import { exportedName } from './exported-name';
import type { Leaf } from './leaves';
import { traitsOf } from './transports';

/** What of a Prometheus is reached: Services, or its pods one by one. */
export function reachedNames({ transport, server }: Leaf): readonly string[] {
  return traitsOf(transport).reachedNames(server);
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
    const { protocol } = new URL(reach.url);
    return {
      targets: [hostAndPort(reach.url)],
      scheme: protocol === 'http:' ? 'http' : 'https',
      path: `${givenPath(reach.url)}/federate`,
    };
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

/** Where the leaf is read by gRPC. */
export function readAt(leaf: Leaf): readonly string[] {
  const { server, reach } = leaf;
  if (typeof reach === 'object') {
    return [hostAndPort(reach.url)];
  }
  return hostsOf(leaf).map((host) => `${host}:${server.port}`);
}

const WRITE_PATH = '/api/v1/write';

/** What is no URL is reported where it is checked. */
function hostAndPort(url: string): string {
  if (!URL.canParse(url)) {
    return url;
  }
  const { protocol, host } = new URL(url);
  return /:\d+$/.test(host) ? host : `${host}:${protocol === 'http:' ? 80 : 443}`;
}

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
