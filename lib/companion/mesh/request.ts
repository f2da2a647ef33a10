import { encode } from '@msgpack/msgpack';
import { addressBytes } from './address';
import { NODE_STATES, type MeshNode } from './node';

const LABEL = 244;
const PUSH_PULL = 6;
const LONGEST_LABEL = 255;

/**
 * Protocol versions that every member has. Always six bytes: a member with one to five of them kills the process
 * that reads it.
 */
const VERSIONS = Uint8Array.of(1, 5, 2, 0, 0, 0);

const NO_BYTES = new Uint8Array(0);

/**
 * Asks for an instance's view and state. It names nobody and brings nothing, so whoever asks becomes no member,
 * and nothing is passed on.
 */
export function pullRequest(label: string | undefined): Uint8Array {
  return request(label, [], NO_BYTES);
}

/** Brings state, which the instance merges into its own. */
export function pushRequest(label: string | undefined, userState: Uint8Array): Uint8Array {
  return request(label, [], userState);
}

/** Tells an instance how a member is. */
export function nodeRequest(label: string | undefined, node: MeshNode): Uint8Array {
  return request(label, [node], NO_BYTES);
}

/**
 * A push/pull, never compressed and never any other message: of what can be written here nothing kills its
 * reader. (A compressed message that unpacks to nothing would, and so would some user messages.)
 */
function request(label: string | undefined, nodes: readonly MeshNode[], userState: Uint8Array): Uint8Array {
  return Buffer.concat([
    labelHeader(label),
    Uint8Array.of(PUSH_PULL),
    encode({ Nodes: nodes.length, UserStateLen: userState.length, Join: false }),
    ...nodes.map((node) => encode(wireNode(node))),
    userState,
  ]);
}

function wireNode({ name, address, port, incarnation, state }: MeshNode): Record<string, unknown> {
  return {
    Name: name,
    Addr: addressBytes(address),
    Port: port,
    Meta: NO_BYTES,
    Incarnation: incarnation,
    State: NODE_STATES.indexOf(state),
    Vsn: VERSIONS,
  };
}

/** @throws {RangeError} for a label that no mesh can have */
function labelHeader(label: string | undefined): Uint8Array {
  if (label === undefined || label === '') {
    return NO_BYTES;
  }
  const bytes = Buffer.from(label, 'utf8');
  if (bytes.length > LONGEST_LABEL) {
    throw new RangeError(`a label has at most ${LONGEST_LABEL} bytes; "${label}" has ${bytes.length}`);
  }
  return Buffer.concat([Uint8Array.of(LABEL, bytes.length), bytes]);
}
