import type { Construct } from 'constructs';
import { ResourceConstruct } from '../synthesis';
import { checkFederation } from './check';
import { endpointOf } from './leaves';
import type { FederatedLeaf, FederationProps } from './props';

/**
 * Federation of several Prometheis into one: `match[]` is what the hub's rules and dashboards read, what looks into the past is
 * recorded by the leaves, and jobs, credentials, NetworkPolicies and alerts follow.
 *
 * ```ts
 * new Federation(hubChart, 'fleet', { into: global, from: [eu, us] });
 * ```
 */
export class Federation extends ResourceConstruct<FederationProps> {
  constructor(scope: Construct, id: string, props: FederationProps) {
    super(scope, id, 'Federation', asData(props), checkFederation);
  }
}

/** Constructs cannot be copied, what they say can. */
function asData(props: FederationProps): FederationProps {
  const { into, from } = props as Partial<FederationProps>;
  return {
    ...props,
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

function isLeaf(each: FederationProps['from'][number]): each is FederatedLeaf {
  return typeof each === 'object' && 'prometheus' in each;
}

function endpointAlone(given: FederationProps['into']): FederationProps['into'] {
  const federationEndpoint = endpointOf(given);
  return federationEndpoint === undefined ? ({} as FederationProps['into']) : { federationEndpoint };
}
