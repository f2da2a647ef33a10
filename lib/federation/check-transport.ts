import type { Where } from '../problems';
import { checkChoice, checkDuration } from '../values';
import type { FederationProps, Transport } from './props';
import { DEFAULT_TRANSPORT, propsOfTransports, traitsOf, TRANSPORTS, type TransportProp } from './transports';

/** Reports what does not go with the transport, of the federation and of leaves that say something themselves. */
export function checkTransport(where: Where, props: FederationProps): void {
  const { transport = DEFAULT_TRANSPORT } = props;
  checkChoice(where.at('transport'), transport, TRANSPORTS);
  checkDuration(where.at('remoteTimeout'), props.remoteTimeout, { positive: true });
  // With what is no transport nothing else can be said to go, or not to go.
  if (!TRANSPORTS.includes(transport)) {
    return;
  }
  checkProps(where, props, transport);
  props.from.forEach((each, index) => {
    if ('prometheus' in each) {
      checkProps(where.at('from', index), each, transport);
    }
  });
}

function checkProps(
  where: Where,
  props: Partial<Pick<FederationProps, TransportProp>>,
  transport: Transport,
): void {
  for (const [prop, transports] of propsOfTransports()) {
    if (props[prop] !== undefined && !transports.includes(transport)) {
      const others = transports.map((each) => `'${each}'`).join(' and ');
      where.at(prop).error({
        code: 'contradiction',
        value: props[prop],
        complaint: `is for the transport ${others}, and this one is '${transport}'`,
        remedy: traitsOf(transport).remedy,
      });
    }
  }
}
