import { Decoder } from '@msgpack/msgpack';
import { addressText } from './address';
import type { MeshLimits } from './limits';
import { unpackLzw } from './lzw';
import { MeshError } from './mesh-error';
import { NODE_STATES, type MeshNode } from './node';
import type { Room } from './room';

const PUSH_PULL = 6;
const COMPRESSED = 9;
const ERROR = 13;
const LZW = 0;

/** Keys that one map may have: seven are known, later versions may add some. */
const KEYS_PER_MAP = 16;

/** An instance's answer: the members that it sees, and what it holds. */
export interface Answer {
  readonly nodes: readonly MeshNode[];

  /** The state, as {@link readState} reads it. A part of what came, or of the room that it was unpacked in, and no copy. */
  readonly userState: Uint8Array;
}

/**
 * Reads the whole of an answer.
 *
 * @param room where to unpack it
 * @throws {MeshError} `malformed`, `too-large`, or `rejected` with what the instance says
 */
export function readAnswer(bytes: Uint8Array, limits: MeshLimits, room?: Room): Answer {
  return readMessage(unwrapped(bytes, limits, room), limits);
}

/** Takes off the compression, if there is one; one that holds another is not what a mesh sends. */
function unwrapped(bytes: Uint8Array, limits: MeshLimits, room?: Room): Uint8Array {
  if (bytes[0] !== COMPRESSED) {
    return bytes;
  }
  const { Algo, Buf } = mapOf(decodeAll(bytes.subarray(1), 1)[0], 'compressed message');
  if (Algo !== LZW) {
    throw malformed(`its compression is ${String(Algo)}, which nobody knows`);
  }
  const message = unpackLzw(bytesOf(Buf, 'Buf'), limits.unpacked, room);
  if (message.length === 0) {
    throw malformed('it unpacks to nothing');
  }
  return message;
}

function readMessage(message: Uint8Array, limits: MeshLimits): Answer {
  const [type] = message;
  const body = message.subarray(1);
  if (type === ERROR) {
    const { Error: reason } = mapOf(decodeAll(body, 1)[0], 'error message');
    throw new MeshError('rejected', `it answers: ${textOf(reason, 'Error')}`);
  }
  if (type !== PUSH_PULL) {
    throw malformed(`its type is ${type ?? 'missing'}, which is no answer`);
  }
  return readPushPull(body, limits);
}

function readPushPull(body: Uint8Array, limits: MeshLimits): Answer {
  const header = mapOf(decodeFirst(body), 'header');
  const count = integerOf(header.Nodes, 'Nodes');
  const stateSize = integerOf(header.UserStateLen, 'UserStateLen');
  if (count > limits.nodes) {
    throw new MeshError('too-large', `it lists ${count} members, more than ${limits.nodes}`);
  }
  if (stateSize > limits.unpacked) {
    throw new MeshError('too-large', `it has ${stateSize} bytes of state, more than ${limits.unpacked}`);
  }
  const end = body.length - stateSize;
  if (end < 0) {
    throw malformed(`it ends before the ${stateSize} bytes of state that it announces`);
  }
  // The header once more, and with it that nothing is left over between it, the members and the state.
  const [, ...nodes] = decodeAll(body.subarray(0, end), count + 1);
  return { nodes: nodes.map(readNode), userState: body.subarray(end) };
}

function readNode(value: unknown): MeshNode {
  const { Name, Addr, Port, Incarnation, State } = mapOf(value, 'member');
  const address = addressText(bytesOf(Addr, 'Addr'));
  const state = NODE_STATES[integerOf(State, 'State')];
  if (address === undefined || state === undefined) {
    throw malformed(`a member has the address ${String(Addr)} and the state ${String(State)}`);
  }
  return {
    name: textOf(Name, 'Name'),
    address,
    port: integerOf(Port, 'Port'),
    incarnation: integerOf(Incarnation, 'Incarnation'),
    state,
  };
}

/** The first value of several. */
function decodeFirst(bytes: Uint8Array): unknown {
  return guarded(() => decoder(1).decodeMulti(bytes).next().value);
}

/** All values: just as many as there must be, and nothing after them. */
function decodeAll(bytes: Uint8Array, count: number): unknown[] {
  return guarded(() => {
    const values: unknown[] = [];
    for (const value of decoder(count).decodeMulti(bytes)) {
      values.push(value);
      if (values.length > count) {
        break;
      }
    }
    if (values.length !== count) {
      throw malformed(
        `it has ${values.length > count ? 'more' : 'less'} than the ${count} values that belong there`,
      );
    }
    return values;
  });
}

/**
 * Go's old msgpack writes strings and bytes alike, so strings come as bytes.
 *
 * The library keeps a stack of what is open, without a limit. Arrays have no place in these messages, and each
 * level of a map costs a key: counting those bounds the depth.
 */
function decoder(maps: number): Decoder {
  let keys = maps * KEYS_PER_MAP;
  return new Decoder({
    rawStrings: true,
    maxArrayLength: 0,
    maxMapLength: KEYS_PER_MAP,
    maxExtLength: 0,
    mapKeyConverter: (key) => {
      keys -= 1;
      if (keys < 0 || typeof key !== 'string') {
        throw malformed('its maps are not those of a mesh');
      }
      return key;
    },
  });
}

/** The library throws errors of its own, of several classes. */
function guarded<T>(decode: () => T): T {
  try {
    return decode();
  } catch (error) {
    if (error instanceof MeshError) {
      throw error;
    }
    throw new MeshError('malformed', `it is not MessagePack: ${(error as Error).message}`, { cause: error });
  }
}

function mapOf(value: unknown, what: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) {
    throw malformed(`where its ${what} belongs there is none`);
  }
  return value as Record<string, unknown>;
}

function bytesOf(value: unknown, field: string): Uint8Array {
  if (!(value instanceof Uint8Array)) {
    throw malformed(`its ${field} is not bytes`);
  }
  return value;
}

function textOf(value: unknown, field: string): string {
  return Buffer.from(bytesOf(value, field)).toString('utf8');
}

function integerOf(value: unknown, field: string): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < 0) {
    throw malformed(`its ${field} is ${String(value)}`);
  }
  return value;
}

function malformed(what: string): MeshError {
  return new MeshError('malformed', `this is no answer of a mesh: ${what}`);
}
