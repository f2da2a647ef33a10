import type { Where } from '../../problems';
import type { FederationEndpoint } from '../endpoint';
import type { Leaf } from '../leaves';
import type { FederationProps } from '../props';

/** Props that not all transports have a use for. */
export type TransportProp = Extract<
  keyof FederationProps,
  | 'scrapeInterval'
  | 'scrapeTimeout'
  | 'remoteTimeout'
  | 'thanos'
  | 'match'
  | 'allowEverything'
  | 'basicAuth'
  | 'authorization'
>;

/**
 * Who reaches whom, and what that takes: what is different from transport to transport before a hub is planned. What becomes of the hub
 * is said in `lib/prometheus/transports`.
 */
export interface TransportTraits {
  /** Those of the props that it has a use for. */
  readonly props: readonly TransportProp[];

  /** What to do about another one. */
  readonly remedy: string;

  /** Who begins the connections. */
  readonly begins: 'hub' | 'leaf';

  /** Who is reached, as it serves what comes. */
  readonly reached: (leaf: FederationEndpoint, hub: FederationEndpoint | undefined) => FederationEndpoint;

  /** The Services of it that are reached, or names of its pods. */
  readonly reachedNames: (server: FederationEndpoint) => readonly string[];

  /** Why one address does not lead to so many. */
  readonly severalWords: (count: number) => { readonly complaint: string; readonly each: string };

  /** What a URL is to look like. */
  readonly urlRemedy: string;
  readonly isUrl: (url: string) => boolean;

  /** Reports what keeps a hub from being one. */
  readonly checkHub: (where: Where, hub: FederationEndpoint) => void;

  /** Reports what keeps a leaf from being one. */
  readonly checkLeaf: (where: Where, leaf: Leaf) => void;
}

/** Reports a hub that is several servers, none of which would have all of what comes up. */
export function checkOneShard(where: Where, { services }: FederationEndpoint): void {
  if (services.length > 1) {
    where.error({
      code: 'sharded-hub',
      value: services.length,
      complaint: 'has several shards, and its rules need all of what is federated on one',
      remedy:
        "Let a Prometheus of one shard federate: what comes up is little. Or have nothing come up, `transport: 'thanos'`.",
    });
  }
}

/** A URL without query. */
export function isPlainUrl(url: string): boolean {
  return /^https?:\/\/[^/?#@]+(?:\/[^?#]*)?$/.test(url);
}
