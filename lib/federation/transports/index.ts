import type { Transport } from '../props';
import { FEDERATE } from './federate';
import { REMOTE_WRITE } from './remote-write';
import { THANOS } from './thanos';
import type { TransportProp, TransportTraits } from './transport';

export type { TransportProp, TransportTraits } from './transport';

const TRAITS: Readonly<Record<Transport, TransportTraits>> = {
  federate: FEDERATE,
  remoteWrite: REMOTE_WRITE,
  thanos: THANOS,
};

export const TRANSPORTS = Object.keys(TRAITS) as Transport[];

/** The transport where nothing else is said. */
export const DEFAULT_TRANSPORT: Transport = 'federate';

/** What is known of a transport; one that is none is told where it is checked. */
export function traitsOf(transport: Transport = DEFAULT_TRANSPORT): TransportTraits {
  return TRANSPORTS.includes(transport) ? TRAITS[transport] : TRAITS[DEFAULT_TRANSPORT];
}

/** Props that are for some transports only, each with those. */
export function propsOfTransports(): ReadonlyMap<TransportProp, readonly Transport[]> {
  const props = new Set(TRANSPORTS.flatMap((transport) => TRAITS[transport].props));
  return new Map(
    [...props].map((prop) => [prop, TRANSPORTS.filter((each) => TRAITS[each].props.includes(prop))]),
  );
}
