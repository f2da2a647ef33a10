import type { FileContext } from '../http';
import type { Endpoint, EndpointsFile, GrpcClientConfig } from '../native/thanos';
import type { Where } from '../problems';
import { compact } from '../values';
import { renderGrpcClientTls, type GrpcClientTls } from './grpc-tls';
import type { EndpointAddress } from './query-props';
import type { HasStoreEndpoint, StoreEndpoint } from './store-endpoint';

/** An endpoint as it was named, and where. */
export interface NamedEndpoint {
  readonly where: Where;
  readonly given: HasStoreEndpoint | EndpointAddress;
}

/** Names that Thanos looks up by itself, again and again. */
const DYNAMIC = /^(dns|dnssrv|dnssrvnoa|dnsdualstack)\+/;

/** The endpoints of the app among those that are named, each once. */
export function knownEndpoints(named: readonly NamedEndpoint[]): StoreEndpoint[] {
  return [...new Set(named.flatMap(({ given }) => ('address' in given ? [] : (given.storeEndpoint ?? []))))];
}

/** Labels that tell copies apart, of all endpoints and those that are named besides. */
export function replicaLabelsOf(
  endpoints: ReadonlyArray<HasStoreEndpoint | EndpointAddress>,
  further: readonly string[] = [],
): string[] {
  const labels = endpoints.flatMap((each) =>
    'address' in each ? (each.replicaLabels ?? []) : (each.storeEndpoint?.replicaLabels ?? []),
  );
  return [...new Set([...labels, ...further])].sort();
}

/** Reports endpoints that Thanos would refuse, or that would make wrong answers. */
export function checkEndpoints(
  named: readonly NamedEndpoint[],
  replicaLabels: readonly string[],
  client: GrpcClientTls | undefined,
): void {
  const addresses = new Map<string, Where>();
  const identities = new Map<string, string>();
  for (const { where, given } of named) {
    if ('address' in given) {
      checkAddress(where, given);
      checkTwice(where, addresses, given.address);
      continue;
    }
    const { storeEndpoint: endpoint } = given;
    if (endpoint === undefined) {
      where.error({
        code: 'incomplete',
        complaint: 'is a Prometheus without a sidecar: there is nothing that a Query could read',
        remedy: 'Give it `thanos: {}`.',
      });
      continue;
    }
    endpoint.addresses.forEach((address) => {
      checkTwice(where, addresses, address);
    });
    checkTls(where, endpoint, client);
    checkIdentity(where, endpoint, replicaLabels, identities);
  }
}

function checkAddress(where: Where, { address, strict }: EndpointAddress): void {
  if (
    !/^([a-z]+\+)?(\[[^\]]+\]|[^:[\]/\s]+)(:\d+)?$/.test(address) ||
    !(DYNAMIC.test(address) || /:\d+$/.test(address))
  ) {
    where.at('address').error({
      code: 'invalid-address',
      value: address,
      complaint: 'is no host and port',
      remedy: 'Write `host:port`, or `dns+host:port` for all pods behind a name.',
    });
  }
  if (strict === true && DYNAMIC.test(address)) {
    where.at('strict').error({
      code: 'contradiction',
      value: true,
      complaint: `cannot be of "${address}": Thanos looks it up again and again, and knows nobody who must be there`,
      remedy: 'Name one address, of a Service with an address of its own for example.',
    });
  }
  if (strict !== true && DYNAMIC.test(address)) {
    where.at('address').warning({
      code: 'silently-partial',
      value: address,
      complaint:
        'is not strict: some seconds after it went away queries go on without it, and nothing says so',
      remedy:
        'Name one address that leads to whoever is ready, or say `strict: false` to show that you know.',
    });
  }
}

function checkTwice(where: Where, addresses: Map<string, Where>, address: string): void {
  const earlier = addresses.get(address);
  if (earlier !== undefined) {
    where.error({
      code: 'duplicate',
      value: address,
      complaint: `is what ${earlier.field ?? 'another endpoint'} names already`,
      remedy: 'Name it once.',
    });
  }
  addresses.set(address, earlier ?? where);
}

function checkTls(
  where: Where,
  { title, tls, tlsConfig }: StoreEndpoint,
  client: GrpcClientTls | undefined,
): void {
  if (tls && client === undefined && tlsConfig === undefined) {
    where.error({
      code: 'incomplete',
      value: title,
      complaint: 'speaks TLS, and it is not said how its certificate is trusted',
      remedy: "Set `grpcClientTlsConfig: { ca: { secret: secretKey('thanos-tls', 'ca.crt') } }`.",
    });
  }
}

/** Two servers that are equal but for replica labels are taken for copies of each other. */
function checkIdentity(
  where: Where,
  { kind, title, externalLabels }: StoreEndpoint,
  replicaLabels: readonly string[],
  identities: Map<string, string>,
): void {
  if (kind !== 'prometheus' || externalLabels === undefined) {
    return;
  }
  const labels = Object.entries(externalLabels).filter(([name]) => !replicaLabels.includes(name));
  const identity = JSON.stringify(labels.sort());
  const earlier = identities.get(identity);
  if (earlier !== undefined) {
    where.error({
      code: 'contradiction',
      value: Object.fromEntries(labels),
      complaint: `are the external labels of ${title} and of ${earlier}, replicas aside: their series would be taken for copies of each other`,
      remedy: "Give each labels of its own: `externalLabels: { cluster: 'eu' }`.",
    });
  }
  identities.set(identity, earlier ?? title);
}

/** The file of the endpoints. What the app defines is strict wherever one address leads to it. */
export function renderEndpoints(
  where: Where,
  named: readonly NamedEndpoint[],
  client: GrpcClientTls | undefined,
  context: FileContext,
): EndpointsFile {
  const usual = client && renderClient(where.at('grpcClientTlsConfig'), client, context);
  return compact<EndpointsFile>({
    default_client_config: usual,
    endpoints: named.flatMap(({ where: at, given }) =>
      'address' in given
        ? [renderAddress(at, given, usual, context)]
        : renderKnown(at, given, usual, context),
    ),
  });
}

function renderKnown(
  where: Where,
  { storeEndpoint }: HasStoreEndpoint,
  usual: GrpcClientConfig | undefined,
  context: FileContext,
): Endpoint[] {
  if (storeEndpoint === undefined) {
    return [];
  }
  const { addresses, strict, tls, tlsConfig } = storeEndpoint;
  const own =
    tlsConfig === undefined
      ? usual !== undefined && !tls
        ? PLAIN
        : undefined
      : renderClient(where.at('tlsConfig'), tlsConfig, context);
  return addresses.map((address) =>
    compact<Endpoint>({ address, strict: strict ? true : undefined, client_config: own }),
  );
}

const PLAIN: GrpcClientConfig = { tls_config: { enabled: false } };

function renderAddress(
  where: Where,
  { address, strict = !DYNAMIC.test(address), tlsConfig }: EndpointAddress,
  usual: GrpcClientConfig | undefined,
  context: FileContext,
): Endpoint {
  const own =
    tlsConfig === false
      ? usual && PLAIN
      : tlsConfig && renderClient(where.at('tlsConfig'), tlsConfig, context);
  return compact<Endpoint>({ address, strict: strict ? true : undefined, client_config: own });
}

function renderClient(where: Where, tls: GrpcClientTls, context: FileContext): GrpcClientConfig {
  return compact<GrpcClientConfig>({
    tls_config: renderGrpcClientTls(where, tls, context),
    server_name: tls.serverName,
  });
}
