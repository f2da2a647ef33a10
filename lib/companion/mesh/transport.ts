import { once } from 'node:events';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { connect as connectTls, type ConnectionOptions } from 'node:tls';
import { DeadlineError, within } from '../time';
import { EXCHANGE_TIMEOUT, type MeshLimits } from './limits';
import { MeshError } from './mesh-error';

/** Opens a connection to a gossip port. */
export type Dial = (signal: AbortSignal) => Promise<Duplex>;

/** What a mesh with `--cluster.tls-config` wants to see, and what we want to see of it. */
export type MeshTls = Pick<
  ConnectionOptions,
  'ca' | 'cert' | 'key' | 'servername' | 'rejectUnauthorized' | 'checkServerIdentity'
>;

/** Where an instance gossips, and how. */
export interface MeshEndpoint {
  readonly dial: Dial;

  /** `--cluster.label` of the instance; undefined where it has none. */
  readonly label?: string | undefined;

  /** Where it gossips over TLS. */
  readonly tls?: MeshTls | undefined;
}

export interface ExchangeOptions {
  readonly limits: MeshLimits;

  /**
   * Milliseconds that the exchange may take, from dialling to the last byte.
   * @default EXCHANGE_TIMEOUT
   */
  readonly timeout?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * What goes before an exchange over TLS: a frame of 12 bytes that says "a stream follows".
 *
 * The length, little-endian, and a MemberlistMessage that has nothing but its version, "v0.1.0".
 */
const STREAM_FRAME = Buffer.from('080000000a0676302e312e30', 'hex');

/** A dialler for an address that can be reached as it is, such as a pod's from inside of its cluster. */
export function tcp(host: string, port: number): Dial {
  return async (signal) => {
    const socket = connect({ host, port, noDelay: true });
    try {
      await once(socket, 'connect', { signal });
      return socket;
    } catch (error) {
      socket.destroy();
      throw error;
    }
  };
}

/**
 * Sends a request on a connection of its own, and reads the answer to its end.
 *
 * To the end also where nobody wants it: an instance that cannot send all of its answer does not merge what it
 * was brought.
 *
 * @throws {MeshError}
 */
export async function exchange(
  { dial, tls }: MeshEndpoint,
  request: Uint8Array,
  { limits, timeout = EXCHANGE_TIMEOUT, signal }: ExchangeOptions,
): Promise<Uint8Array> {
  const open: Duplex[] = [];
  try {
    return await within(timeout, signal, async (ended) => {
      const plain = await dial(ended);
      open.push(plain);
      const stream = tls === undefined ? plain : await secured(plain, tls, ended);
      open.push(stream);
      stream.write(request);
      return readToEnd(stream, limits.wire, ended);
    });
  } catch (error) {
    signal?.throwIfAborted();
    throw error instanceof DeadlineError
      ? new MeshError('silent', error.message, { cause: error })
      : failureOf(error);
  } finally {
    open.forEach((stream) => stream.destroy());
  }
}

async function secured(plain: Duplex, tls: MeshTls, signal: AbortSignal): Promise<Duplex> {
  const stream = connectTls({ minVersion: 'TLSv1.2', ...tls, socket: plain });
  try {
    await once(stream, 'secureConnect', { signal });
    // A record of its own: what is behind the frame in the same record is thrown away by the server.
    await new Promise<void>((resolve, reject) => {
      stream.write(STREAM_FRAME, (error) => (error ? reject(error) : resolve()));
    });
    return stream;
  } catch (error) {
    stream.destroy();
    throw error;
  }
}

async function readToEnd(stream: Duplex, limit: number, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  let size = 0;
  const abort = (): void => void stream.destroy(signal.reason as Error);
  signal.addEventListener('abort', abort, { once: true });
  try {
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > limit) {
        throw new MeshError('too-large', `its answer is more than ${limit} bytes`);
      }
      chunks.push(chunk);
    }
  } finally {
    signal.removeEventListener('abort', abort);
  }
  if (size === 0) {
    throw new MeshError(
      'refused',
      'it closed without an answer, as it does for a wrong, missing or superfluous label',
    );
  }
  return Buffer.concat(chunks, size);
}

function failureOf(error: unknown): MeshError {
  if (error instanceof MeshError) {
    return error;
  }
  const { code = '', message } = error as NodeJS.ErrnoException;
  const ofTls = /^(ERR_SSL|ERR_TLS|CERT_|UNABLE_|DEPTH_ZERO|SELF_SIGNED|EPROTO)/.test(code);
  return new MeshError(ofTls ? 'tls' : 'unreachable', message, { cause: error });
}
