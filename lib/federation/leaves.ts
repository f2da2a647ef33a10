import type { Resource, World } from '../synthesis';
import { compact } from '../values';
import type { FederationEndpoint, HasFederationEndpoint } from './endpoint';
import type { FederatedLeaf, FederationClient, FederationProps, Reach, Transport } from './props';
import { DEFAULT_TRANSPORT, traitsOf } from './transports';

/** The label by which leaves are told apart where nothing else is said. */
export const DEFAULT_LABEL = 'cluster';

/** A leaf of a federation, with all that is known of it. */
export interface Leaf {
  readonly endpoint: FederationEndpoint;

  /** Value of the label that tells it from the others. */
  readonly value: string;
  readonly transport: Transport;

  /** Who is reached: the leaf that is asked, or the hub that it writes to. */
  readonly server: FederationEndpoint;
  readonly reach: Reach;
  readonly client: FederationClient;
}

/** The endpoint of what was given; undefined where it is something else. */
export function endpointOf(given: unknown): FederationEndpoint | undefined {
  const { federationEndpoint } = (given ?? {}) as Partial<HasFederationEndpoint>;
  return typeof federationEndpoint === 'object' ? federationEndpoint : undefined;
}

/** By what was written, which does not change: each leaf of a fleet looks for itself among all of them. */
const LEAVES = new WeakMap<FederationProps, readonly Leaf[]>();

/** The leaves in the order in which they were written. */
export function leavesOf(props: FederationProps): readonly Leaf[] {
  const known = LEAVES.get(props) ?? leavesIn(props);
  LEAVES.set(props, known);
  return known;
}

function leavesIn(props: FederationProps): Leaf[] {
  const { label = DEFAULT_LABEL, reach = 'cluster', transport = DEFAULT_TRANSPORT } = props;
  const hub = endpointOf(props.into);
  return props.from.flatMap((each) => {
    const given = 'prometheus' in each ? each : ({ prometheus: each } as FederatedLeaf);
    const endpoint = endpointOf(given.prometheus);
    if (endpoint === undefined) {
      return [];
    }
    const itsReach = given.reach ?? reach;
    const { begins, reached } = traitsOf(transport);
    const server = reached(endpoint, hub);
    const asking = begins === 'leaf' ? endpoint : hub;
    return [
      {
        endpoint,
        value: endpoint.externalLabels[label] ?? '',
        transport,
        server,
        reach: itsReach,
        client: clientOf(server, asking, itsReach, [given, props]),
      },
    ];
  });
}

/**
 * The leaves, and the hub itself where it is one of those that are read: what it scrapes is then told from the series of the others as
 * theirs are, by its external labels.
 */
export function withHub(props: FederationProps): readonly Leaf[] {
  const { label = DEFAULT_LABEL, transport } = props;
  const hub = endpointOf(props.into);
  const leaves = leavesOf(props);
  return transport !== 'thanos' || hub?.store === undefined
    ? leaves
    : [
        ...leaves,
        {
          endpoint: hub,
          value: hub.externalLabels[label] ?? '',
          transport,
          server: hub,
          reach: 'cluster',
          client: {},
        },
      ];
}

function clientOf(
  server: FederationEndpoint,
  asking: FederationEndpoint | undefined,
  reach: Reach,
  said: readonly FederationClient[],
): FederationClient {
  const credentials = said.find(
    ({ basicAuth, authorization }) => basicAuth !== undefined || authorization !== undefined,
  );
  // The same Secret, where that is at hand.
  const own = reach === 'cluster' && server.namespace === asking?.namespace ? server.basicAuth : undefined;
  return compact<FederationClient>({
    basicAuth: credentials === undefined ? own : credentials.basicAuth,
    authorization: credentials?.authorization,
    tlsConfig: said.find(({ tlsConfig }) => tlsConfig !== undefined)?.tlsConfig,
  });
}

/** The federations of an app into a Prometheus. */
export function federationsInto(path: string, world: World): Array<Resource<FederationProps>> {
  return all(world).filter(({ spec }) => endpointOf(spec.into)?.path === path);
}

/** The federations of an app that a Prometheus is a leaf of. */
export function federationsFrom(path: string, world: World): Array<Resource<FederationProps>> {
  return all(world).filter(({ spec }) => leavesOf(spec).some(({ endpoint }) => endpoint.path === path));
}

/** Whether leaves write to a Prometheus. */
export function isWrittenTo(path: string, world: World): boolean {
  return federationsInto(path, world).some(({ spec }) => spec.transport === 'remoteWrite');
}

/** Whom others reach at a Prometheus, in all federations that it is in: once for each who does. */
export function servedLeaves(path: string, world: World): Leaf[] {
  return all(world)
    .flatMap(({ spec }) => leavesOf(spec))
    .filter(({ server }) => server.path === path);
}

/** Paths of the Prometheis that a Prometheus is federated into. */
export function hubsOf(path: string, world: World): string[] {
  return federationsFrom(path, world).flatMap(({ spec }) => endpointOf(spec.into)?.path ?? []);
}

/** A way from a Prometheus back to itself, as paths; undefined where there is none. */
export function cycleFrom(path: string, world: World): readonly string[] | undefined {
  const walk = (at: string, way: readonly string[]): readonly string[] | undefined => {
    for (const hub of hubsOf(at, world)) {
      if (hub === path) {
        return [...way, hub];
      }
      const found = way.includes(hub) ? undefined : walk(hub, [...way, hub]);
      if (found !== undefined) {
        return found;
      }
    }
    return undefined;
  };
  return walk(path, [path]);
}

/** By app: each Prometheus asks several times, and there may be thousands of other resources. */
const FEDERATIONS = new WeakMap<World['clusters'], ReadonlyArray<Resource<FederationProps>>>();

/** Those of all clusters: a federation reaches from one into another. */
function all({ clusters }: World): ReadonlyArray<Resource<FederationProps>> {
  const known = FEDERATIONS.get(clusters) ?? federationsIn(clusters);
  FEDERATIONS.set(clusters, known);
  return known;
}

function federationsIn(clusters: World['clusters']): Array<Resource<FederationProps>> {
  return [...clusters.values()]
    .flatMap(({ resources }) => resources)
    .filter(
      (resource): resource is Resource<FederationProps> =>
        resource.kind === 'Federation' && resource.problems.every(({ severity }) => severity !== 'error'),
    );
}
