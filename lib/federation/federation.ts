import type { Construct } from 'constructs';
import { ResourceConstruct } from '../synthesis';
import { checkFederation } from './check';
import { endpointOf } from './leaves';
import type { FederatedLeaf, FederationProps, FederationReaders } from './props';
import { readersOf, type ThanosReaders } from './readers';

/**
 * Federation of several Prometheis into one: `match[]` is what the hub's rules and dashboards read, what looks into the past is
 * recorded by the leaves, and jobs, credentials, NetworkPolicies and alerts follow.
 *
 * ```ts
 * new Federation(hubChart, 'fleet', { into: global, from: [eu, us] });
 * ```
 */
export class Federation extends ResourceConstruct<FederationProps> {
  /** What reads the leaves, with the transport `thanos`; undefined with another one. They are parts of the hub. */
  readonly thanos: ThanosReaders | undefined;

  constructor(scope: Construct, id: string, props: FederationProps) {
    super(scope, id, 'Federation', asData(props), checkFederation);
    this.thanos = readersOf(this.resource.name, props);
  }
}

/** Constructs cannot be copied, what they say can. */
function asData(props: FederationProps): FederationProps {
  const { into, from, thanos } = props as Partial<FederationProps>;
  return {
    ...props,
    ...(thanos === undefined ? {} : { thanos: settingsAlone(thanos) }),
    ...(into === undefined ? {} : { into: endpointAlone(into) }),
    ...(Array.isArray(from)
      ? {
          from: from.map((each: FederationProps['from'][number]) =>
            isLeaf(each) ? { ...each, prometheus: endpointAlone(each.prometheus) } : endpointAlone(each),
          ),
        }
      : {}),
  };
}

/** Which of them there are: what they say is checked where they are made. */
function settingsAlone(thanos: FederationReaders): FederationReaders {
  return Object.fromEntries(Object.keys(thanos).map((part) => [part, {}]));
}

function isLeaf(each: FederationProps['from'][number]): each is FederatedLeaf {
  return typeof each === 'object' && 'prometheus' in each;
}

function endpointAlone(given: FederationProps['into']): FederationProps['into'] {
  const federationEndpoint = endpointOf(given);
  return federationEndpoint === undefined ? ({} as FederationProps['into']) : { federationEndpoint };
}
