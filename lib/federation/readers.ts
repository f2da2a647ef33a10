import type { HasStoreEndpoint, StoreEndpoint, ThanosQuery, ThanosRuler } from '../query';
import { readAt } from './address';
import { endpointOf, leavesOf, type Leaf } from './leaves';
import type { FederationProps, FederationReaders } from './props';

/** What reads the leaves of a hub by Thanos, for queries, monitors and alerts. */
export interface ThanosReaders {
  readonly query: ThanosQuery;

  /** Evaluates the rules of the hub. */
  readonly ruler: ThanosRuler;
}

/** What can be read by Thanos, and have others read: a `Prometheus`. */
export interface ReadByThanos {
  /** Undefined where it has no Thanos. */
  readonly federatedStore: StoreEndpoint | undefined;

  /** Has the Query of the hub read these as well. The first call makes it, with this name and these settings. */
  readLeaves(name: string, settings: FederationReaders, leaves: readonly HasStoreEndpoint[]): ThanosReaders;
}

/** Makes what reads the leaves, which is called as the federation is; undefined where another transport is chosen, or there is no hub that could. */
export function readersOf(name: string, props: FederationProps): ThanosReaders | undefined {
  const { transport, into, from, thanos = {} } = props as Partial<FederationProps>;
  return transport !== 'thanos' || !isReadByThanos(into) || !Array.isArray(from)
    ? undefined
    : into.readLeaves(name, thanos, storesOf(props));
}

/** The leaves, as the Query of the hub reads them. What they lack is reported where the federation is checked. */
function storesOf(props: FederationProps): HasStoreEndpoint[] {
  return props.from.flatMap((each) => {
    const given = typeof each === 'object' && 'prometheus' in each ? each.prometheus : each;
    const [leaf] = endpointOf(given) === undefined ? [] : leavesOf({ ...props, from: [each] });
    return leaf === undefined || !isReadByThanos(given) || given.federatedStore === undefined
      ? []
      : [new LeafStore(given, leaf)];
  });
}

/** A leaf under the address by which the hub reaches it. */
class LeafStore implements HasStoreEndpoint {
  constructor(
    private readonly prometheus: ReadByThanos,
    private readonly leaf: Leaf,
  ) {}

  /** Read when the app is complete: a Query knows only then which labels tell copies apart. */
  get storeEndpoint(): StoreEndpoint | undefined {
    const { federatedStore: store } = this.prometheus;
    const { reach, client } = this.leaf;
    if (store === undefined) {
      return undefined;
    }
    const isTls = typeof reach === 'object' ? !reach.url.startsWith('http:') : store.tls;
    const { podGroup, ...own } = store;
    return {
      ...own,
      addresses: readAt(this.leaf),
      tls: isTls,
      ...(isTls ? { tlsConfig: client.tlsConfig ?? {} } : {}),
      podGroup: reach === 'cluster' ? podGroup : undefined,
    };
  }
}

function isReadByThanos(given: unknown): given is ReadByThanos {
  return typeof (given as Partial<ReadByThanos> | undefined)?.readLeaves === 'function';
}
