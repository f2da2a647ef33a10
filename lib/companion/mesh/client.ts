import { expectWork } from '../engine';
import { DEFAULT_LIMITS, type MeshLimits } from './limits';
import { readAnswer } from './message';
import type { MeshNode } from './node';
import { readState, type KnownEntries, type MeshState } from './read-state';
import { nodeRequest, pullRequest, pushRequest } from './request';
import type { Room } from './room';
import { exchange, type MeshEndpoint } from './transport';

export interface CallOptions {
  /** @default DEFAULT_LIMITS */
  readonly limits?: MeshLimits;

  /**
   * Milliseconds of one exchange.
   * @default EXCHANGE_TIMEOUT
   */
  readonly timeout?: number;
  readonly signal?: AbortSignal | undefined;
}

/** What an instance sees and holds. */
export interface Pulled {
  readonly nodes: readonly MeshNode[];
  readonly state: MeshState;
}

/** What an instance has answered. A large one takes its time to read, and nothing else gets on meanwhile. */
export interface UnreadAnswer {
  /**
   * @param known entries that need not be decoded once more
   * @param room where to unpack it; its state is good until something else is
   * @throws {MeshError}
   */
  read(known?: KnownEntries, room?: Room): Pulled;
}

/**
 * Asks for an instance's view and state, without becoming a member.
 *
 * Only of an instance whose `/-/ready` answers: before that the gossip port answers as well, with an empty state
 * even if the disk holds one.
 *
 * @throws {MeshError}
 */
export async function ask(endpoint: MeshEndpoint, options: CallOptions = {}): Promise<UnreadAnswer> {
  const { limits = DEFAULT_LIMITS, timeout, signal } = options;
  const answer = await exchange(endpoint, pullRequest(endpoint.label), { limits, timeout, signal });
  expectWork(answer.length);
  return {
    read: (known, room) => {
      const { nodes, userState } = readAnswer(answer, limits, room);
      return { nodes, state: readState(userState, limits, known) };
    },
  };
}

/** {@link ask | Asks} for an instance's view and state, and reads them. */
export async function pull(endpoint: MeshEndpoint, options: CallOptions = {}): Promise<Pulled> {
  return (await ask(endpoint, options)).read();
}

/**
 * Brings state to an instance, piece by piece. It merges after it has answered, so only a later {@link pull} shows
 * that it has; and it gossips on only what came in parts of at most 700 bytes, so each instance wants its own push.
 *
 * @throws {MeshError}
 */
export async function push(
  endpoint: MeshEndpoint,
  pieces: readonly Uint8Array[],
  options: CallOptions = {},
): Promise<void> {
  for (const piece of pieces) {
    await tell(endpoint, pushRequest(endpoint.label, piece), options);
  }
}

/**
 * Tells an instance that a member has left. It then accepts a successor of the same name at another address, which
 * after a kill it would reject for minutes.
 *
 * Only where the process at that address is gone for certain: a living one is told, and takes it back.
 *
 * @param node as the instance sees it
 * @throws {MeshError}
 */
export async function tellDeparture(
  endpoint: MeshEndpoint,
  node: MeshNode,
  options: CallOptions = {},
): Promise<void> {
  let { incarnation } = node;
  if (node.state === 'dead') {
    // Nobody can leave who is dead: it has to live once more.
    incarnation += 1;
    await tell(endpoint, nodeRequest(endpoint.label, { ...node, incarnation, state: 'alive' }), options);
  }
  await tell(endpoint, nodeRequest(endpoint.label, { ...node, incarnation, state: 'left' }), options);
}

/** Answers above this size are states, not errors. */
const LARGEST_ERROR = 4096;

/**
 * The answer is what the instance had before, and of no use. It has been read to its end, which is what counts for a
 * push; a short one may be an error.
 */
async function tell(
  endpoint: MeshEndpoint,
  request: Uint8Array,
  { limits = DEFAULT_LIMITS, timeout, signal }: CallOptions,
): Promise<void> {
  const answer = await exchange(endpoint, request, { limits, timeout, signal });
  if (answer.length <= LARGEST_ERROR) {
    readAnswer(answer, limits);
  }
}
