import { encode } from '@msgpack/msgpack';
import fc from 'fast-check';
import { addressBytes, addressText, canonicalAddress } from '../../../lib/companion/mesh/address';
import { DEFAULT_LIMITS } from '../../../lib/companion/mesh/limits';
import { MeshError } from '../../../lib/companion/mesh/mesh-error';
import { readAnswer } from '../../../lib/companion/mesh/message';
import { readState } from '../../../lib/companion/mesh/read-state';
import { nodeRequest, pullRequest, pushRequest } from '../../../lib/companion/mesh/request';
import type { MeshNode, NodeState } from '../../../lib/companion/mesh/node';
import { fullState, logEntry, silence } from './entries';
import { packLzw } from './lzw-writer';

const NODE: MeshNode = {
  name: 'alertmanager-main-0',
  address: '10.244.0.7',
  port: 9094,
  incarnation: 3,
  state: 'dead',
};

test('what is asked is what the protocol says, byte for byte', () => {
  const header = Buffer.from(encode({ Nodes: 0, UserStateLen: 0, Join: false }));
  expect(Buffer.from(pullRequest(undefined))).toEqual(Buffer.concat([Buffer.of(6), header]));
  expect(Buffer.from(pullRequest('größe'))).toEqual(
    Buffer.concat([Buffer.of(244, 7), Buffer.from('größe'), Buffer.of(6), header]),
  );
  expect(() => pullRequest('x'.repeat(256))).toThrow(RangeError);
});

test('what is written can be read: members and state survive, compressed or not', () => {
  const aNode = fc.record({
    name: fc.string(),
    address: fc.oneof(fc.ipV4(), fc.ipV6().map(canonicalAddress)),
    port: fc.nat(65535),
    incarnation: fc.nat(2 ** 32 - 1),
    state: fc.constantFrom<NodeState>('alive', 'suspect', 'dead', 'left'),
  });
  fc.assert(
    fc.property(aNode, fc.uint8Array(), fc.boolean(), (node, state, packed) => {
      const wrap = packed ? compressed : (bytes: Uint8Array): Uint8Array => bytes;
      const seen = readAnswer(wrap(nodeRequest(undefined, node)), DEFAULT_LIMITS).nodes;
      expect(seen).toEqual([{ ...node, address: canonicalAddress(node.address) }]);
      expect(Buffer.from(readAnswer(wrap(pushRequest(undefined, state)), DEFAULT_LIMITS).userState)).toEqual(
        Buffer.from(state),
      );
    }),
  );
});

test.each([
  ['10.0.0.1', '0a000001'],
  ['10.0.0.1', '00000000000000000000ffff0a000001'],
  ['fd00::1', 'fd000000000000000000000000000001'],
  ['::', '00000000000000000000000000000000'],
])('%s is %s', (text, hex) => {
  expect(addressText(Buffer.from(hex, 'hex'))).toBe(text);
  expect(addressText(addressBytes(text))).toBe(text);
});

test('versions of a member are six bytes: fewer kill who reads them', () => {
  const bytes = Buffer.from(nodeRequest(undefined, NODE));
  expect(bytes.includes(Buffer.concat([Buffer.of(0xc4, 6), Buffer.of(1, 5, 2, 0, 0, 0)]))).toBe(true);
});

test.each([
  ['nothing', Buffer.alloc(0), 'malformed'],
  ['a ping', Buffer.of(0), 'malformed'],
  ['what unpacks to nothing', compressed(new Uint8Array(0)), 'malformed'],
  ['compression in compression', compressed(compressed(pullRequest(undefined))), 'malformed'],
  ['half an answer', pushRequest(undefined, new Uint8Array(99)).subarray(0, 90), 'malformed'],
  ['more than an answer', Buffer.concat([nodeRequest(undefined, NODE), Buffer.of(1)]), 'malformed'],
  ['ten million arrays in each other', Buffer.concat([Buffer.of(6), Buffer.alloc(1e7, 0x91)]), 'malformed'],
  ['ten million maps in each other', Buffer.concat([Buffer.of(9), nestedMaps(1e7)]), 'malformed'],
  ['a negative size', message(6, { Nodes: 0, UserStateLen: -1 }), 'malformed'],
  ['too many members', message(6, { Nodes: 5_000_000, UserStateLen: 0 }), 'too-large'],
  ['more state than there can be', message(6, { Nodes: 0, UserStateLen: 2 ** 40 }), 'too-large'],
  ['a bomb', compressed(new Uint8Array(65 * 1024 * 1024)), 'too-large'],
  ['an error', message(13, { Error: Buffer.from('wrong') }), 'rejected'],
])('%s is an error: %#', (_, bytes, failure) => {
  expect(() => readAnswer(bytes, DEFAULT_LIMITS)).toThrow(expect.objectContaining({ failure }));
});

test('mutated messages neither crash nor hang, and take no memory to speak of', () => {
  const runs = Number(process.env.CDK8S_PROMETHEUS_FUZZ ?? 5_000);
  const now = Date.UTC(2026, 10, 26);
  const state = fullState({
    nfl: ['a', 'b'].map((group) => logEntry({ group, at: now, expires: now })),
    sil: [silence({ id: 'x', updated: now, expires: now })],
  });
  const plain = pushRequest(undefined, state);
  const withNode = nodeRequest(undefined, NODE);
  const seeds = [plain, compressed(plain), withNode, compressed(withNode), message(13, { Error: 'x' })];
  const aMutation = fc.record({
    seed: fc.nat(seeds.length - 1),
    changes: fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 6 }),
    cut: fc.option(fc.nat(400), { nil: undefined }),
    again: fc.boolean(),
  });
  const limits = { ...DEFAULT_LIMITS, unpacked: 1024 * 1024 };
  const outcomes = { read: 0, refused: 0 };
  fc.assert(
    fc.property(aMutation, ({ seed, changes, cut, again }) => {
      const bytes = Buffer.from(seeds[seed]!);
      for (const [position, value] of changes) {
        bytes[position % bytes.length] = value;
      }
      const sent = bytes.subarray(0, cut);
      try {
        const { userState } = readAnswer(again ? Buffer.concat([sent, sent]) : sent, limits);
        readState(userState, limits);
        outcomes.read += 1;
      } catch (error) {
        expect(error).toBeInstanceOf(MeshError);
        outcomes.refused += 1;
      }
    }),
    { numRuns: runs, endOnFailure: true },
  );
  expect(outcomes.read).toBeGreaterThan(runs / 100); // mutations reach behind the first check
  expect(outcomes.refused).toBeGreaterThan(runs / 10);
});

function message(type: number, content: object): Buffer {
  return Buffer.concat([Buffer.of(type), encode(content)]);
}

function compressed(bytes: Uint8Array): Buffer {
  return message(9, { Algo: 0, Buf: packLzw(bytes) });
}

function nestedMaps(depth: number): Buffer {
  return Buffer.alloc(depth * 2, Buffer.of(0x81, 0xa0));
}
