import { DEFAULT_TRANSPORT, type Transport } from '../../federation';
import { FEDERATE } from './federate';
import { REMOTE_WRITE } from './remote-write';
import { THANOS } from './thanos';
import type { HubTransport } from './transport';

export type { ComingUp, Hub, HubTransport } from './transport';

const TRANSPORTS: Readonly<Record<Transport, HubTransport>> = {
  federate: FEDERATE,
  remoteWrite: REMOTE_WRITE,
  thanos: THANOS,
};

/** What a transport makes of a hub. */
export function hubTransport(transport: Transport = DEFAULT_TRANSPORT): HubTransport {
  return TRANSPORTS[transport];
}
