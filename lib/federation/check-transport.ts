import type { Where } from '../problems';
import { checkChoice, checkDuration } from '../values';
import { DEFAULT_TRANSPORT, type Leaf } from './leaves';
import type { FederationProps, Transport } from './props';

/** Props that say something about one of the transports. */
const PROPS_OF: Readonly<Record<Transport, ReadonlyArray<keyof FederationProps>>> = {
  federate: ['scrapeInterval', 'scrapeTimeout'],
  remoteWrite: ['remoteTimeout'],
};

const TRANSPORTS = Object.keys(PROPS_OF) as Transport[];

/** Reports what does not go with the transport. */
export function checkTransport(where: Where, props: FederationProps): void {
  const { transport = DEFAULT_TRANSPORT } = props;
  checkChoice(where.at('transport'), transport, TRANSPORTS);
  checkDuration(where.at('remoteTimeout'), props.remoteTimeout, { positive: true });
  // With what is no transport nothing else can be said to go, or not to go.
  for (const other of TRANSPORTS.includes(transport) ? TRANSPORTS : []) {
    for (const prop of other === transport ? [] : PROPS_OF[other]) {
      if (props[prop] !== undefined) {
        where.at(prop).error({
          code: 'contradiction',
          value: props[prop],
          complaint: `is for the transport '${other}', and this one is '${transport}'`,
          remedy:
            transport === 'remoteWrite'
              ? 'Leave it out: leaves write what they have as soon as it is there.'
              : 'Leave it out, or set `scrapeTimeout`.',
        });
      }
    }
  }
}

/** Reports a leaf that cannot write to its hub. */
export function checkWriting(where: Where, { endpoint, server }: Leaf): void {
  for (const prop of server.refuses) {
    where.error({
      code: 'contradiction',
      value: prop,
      complaint: `of ${server.path} says that nobody can write to it as ${endpoint.path} does`,
      remedy: `Leave \`${prop}\` out there, or let it ask its leaves, \`transport: 'federate'\`.`,
    });
  }
  if (endpoint.replicaLabel === '' && (endpoint.replicas > 1 || endpoint.services.length > 1)) {
    where.error({
      code: 'no-replica-label',
      value: endpoint.path,
      complaint:
        'has several pods and no external label that tells them apart: they would write the same series, and the hub would refuse some of it',
      remedy: "Leave `replicaExternalLabelName: ''` out there.",
    });
  }
}
