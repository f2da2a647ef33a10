import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import {
  DEFAULT_LIMITS,
  EntryTable,
  HOLD_ID,
  lackedEntries,
  MeshCopy,
  MeshError,
  readState,
  writeEntries,
  writeHold,
  type MeshState,
} from '../../../lib/companion/mesh';
import { fullState, logEntry, silence } from './entries';

const NOW = Date.UTC(2026, 10, 26);
const LATER = NOW + 3_600_000;

describe('reading', () => {
  test('finds each entry, with its bytes as they came', () => {
    const entries = [
      logEntry({ group: '{}:{alertname="A"}', at: NOW, expires: LATER, extra: 'of a later version' }),
      logEntry({ group: '{}:{alertname="B"}', at: NOW, expires: LATER }),
    ];
    const silences = [silence({ id: 'x', updated: NOW + 0.5, expires: LATER })];
    const state = read(fullState({ nfl: entries, sil: silences }));

    expect([...state.table].map(({ start, end }) => Buffer.from(state.bytes.subarray(start, end)))).toEqual(
      [...entries, ...silences].map((each) => Buffer.from(each)),
    );
    expect([...state.table].map(({ kind }) => kind)).toEqual(['nfl', 'nfl', 'sil']);
    expect([...state.table][2]).toMatchObject({ seconds: NOW / 1000, nanos: 500_000, expires: LATER });
  });

  test('tells groups and receivers apart', () => {
    const state = read(
      fullState({
        nfl: [
          logEntry({ group: 'a', receiver: 'bc', at: NOW, expires: LATER }),
          logEntry({ group: 'ab', receiver: 'c', at: NOW, expires: LATER }),
          logEntry({ group: 'a', receiver: 'bc', at: NOW + 1, expires: LATER }),
        ],
      }),
    );
    expect(state.table.size).toBe(2);
    expect([...state.table][0]?.nanos).toBe(1e6); // of the same one the later counts
  });

  test('names parts that it does not know, and goes on', () => {
    const state = read(fullState({ new: [Buffer.from('?')], sil: [silence({ id: 'x', updated: NOW })] }));
    expect(state.unknownParts).toEqual(['new']);
    expect(state.table.size).toBe(1);
  });

  test.each([
    ['entries', { entries: 2 }, 'more than 2 entries'],
    ['the size of one entry', { entry: 20 }, 'an entry of more than 20 bytes'],
  ])('bounds %s', (_, limit, message) => {
    const nfl = ['a', 'b', 'c'].map((group) => logEntry({ group, at: NOW, expires: LATER }));
    expect(() => readState(fullState({ nfl }), { ...DEFAULT_LIMITS, ...limit })).toThrow(message);
  });

  test.each([
    ['a message that ends behind its own end', '0a05'],
    ['a group', '0b0c'],
    ['a varint without an end', 'ffffffffffffffffffffffff'],
    ['an entry that is longer than its part', '0a090a036e666c1202' + '0800'],
  ])('refuses %s', (_, hex) => {
    expect(() => read(Buffer.from(hex, 'hex'))).toThrow(expect.objectContaining({ failure: 'malformed' }));
  });
});

describe('comparing', () => {
  const reference = read(
    fullState({
      nfl: [
        logEntry({ group: 'held', at: NOW, expires: LATER }),
        logEntry({ group: 'former', at: NOW, expires: LATER }),
        logEntry({ group: 'missing', at: NOW, expires: LATER }),
        logEntry({ group: 'ended', at: NOW, expires: NOW - 1 }),
        logEntry({ group: 'without end', at: NOW }),
      ],
      sil: [silence({ id: 'not text', comment: Uint8Array.of(0xff), updated: NOW, expires: LATER })],
    }),
  ).table;

  test('an entry is lacked where there is none, or a former one; one that nobody takes is not', () => {
    const own = read(
      fullState({
        nfl: [
          logEntry({ group: 'held', at: NOW, expires: LATER, extra: 'written by a later version' }),
          logEntry({ group: 'former', at: NOW - 1, expires: LATER }),
        ],
      }),
    ).table;

    const keys = [...reference].map(({ key }) => key);
    expect(lackedEntries(own, reference, NOW).map(({ key }) => keys.indexOf(key))).toEqual([1, 2]);
    expect(lackedEntries(reference, own, NOW)).toEqual([]);
  });

  test('nobody lacks an entry that is about to end: clocks differ', () => {
    expect(lackedEntries(new EntryTable(), reference, LATER - 5_000)).toEqual([]);
  });
});

describe('writing', () => {
  test('in pieces that are small enough, and hold everything', () => {
    const nfl = Array.from({ length: 500 }, (_, i) => logEntry({ group: `g${i}`, at: NOW, expires: LATER }));
    const { bytes, table } = read(fullState({ nfl }));
    const pieces = writeEntries(bytes, table, 1024);

    expect(pieces.length).toBeGreaterThan(20);
    expect(Math.max(...pieces.map(({ length }) => length))).toBeLessThanOrEqual(1024);
    const copy = new MeshCopy();
    pieces.forEach((piece) => copy.take(read(piece), NOW));
    expect(lackedEntries(copy.table, table, NOW)).toEqual([]);
    expect(copy.table.size).toBe(500);
  });

  test('refuses what would make an instance refuse all of it', () => {
    const { bytes, table } = read(
      fullState({ sil: [silence({ id: 'x', comment: Uint8Array.of(0xc3), updated: NOW, expires: LATER })] }),
    );
    expect(() => writeEntries(bytes, table)).toThrow(RangeError);
  });
});

describe('a copy of several states', () => {
  /** Few keys and times, so that ties and successors are common. */
  const anEntry = fc.record({
    group: fc.constantFrom('a', 'b', 'c'),
    receiver: fc.constantFrom('pager', 'chat'),
    at: fc.integer({ min: 0, max: 3 }).map((offset) => NOW + offset),
    expires: fc.constantFrom(LATER, NOW - 1, undefined),
    extra: fc.constantFrom('', 'x', 'y'.repeat(70_000)),
  });
  const aState = fc
    .array(anEntry, { maxLength: 8 })
    .map((entries) => fullState({ nfl: entries.map(logEntry) }));

  test('holds the latest of each, whatever the order and however often', () => {
    fc.assert(
      fc.property(fc.array(aState, { maxLength: 6 }), fc.infiniteStream(fc.nat()), (states, order) => {
        const parsed = states.map(read);
        const copy = new MeshCopy();
        const other = new MeshCopy();
        parsed.forEach((state) => copy.take(state, NOW));
        const shuffled = parsed.map((state) => ({ state, rank: order.next().value as number }));
        shuffled.sort((a, b) => a.rank - b.rank);
        [...shuffled, ...shuffled].forEach(({ state }) => other.take(state, NOW));

        expect(changes(copy.table)).toEqual(changes(other.table));
        for (const { table } of parsed) {
          expect(lackedEntries(copy.table, table, NOW)).toEqual([]);
        }
        expect(copy.missing(copy.table, NOW)).toEqual([]);
        expect(changes(read(copy.snapshot(NOW)).table)).toEqual(changes(copy.table));
      }),
    );
  });

  test('knows entries by their bytes, and reads whatever comes just as if it did not', () => {
    fc.assert(
      fc.property(fc.array(aState, { minLength: 1, maxLength: 6 }), (states) => {
        const copy = new MeshCopy();
        for (const state of states) {
          const afresh = [...read(state).table];
          const again = readState(state, DEFAULT_LIMITS, copy);
          expect([...again.table]).toEqual(afresh);
          copy.take(again, NOW);
        }
      }),
    );
  });

  test('does not decode what it knows, nor takes it for another kind', () => {
    const known = silence({ id: 'x', updated: NOW, expires: LATER });
    const copy = new MeshCopy();
    const first = read(fullState({ sil: [known] }));
    copy.take(first, NOW);
    const recall = jest.spyOn(copy, 'recall');

    const [again] = readState(fullState({ nfl: [], sil: [known] }), DEFAULT_LIMITS, copy).table;
    expect(recall).toHaveReturnedWith(expect.objectContaining({ key: again?.key }));
    expect(again?.key).toBe([...first.table][0]?.key);

    expect(() => readState(fullState({ nfl: [known] }), DEFAULT_LIMITS, copy)).toThrow(MeshError);
  });

  test('does not grow with what is superseded', () => {
    const copy = new MeshCopy();
    for (let i = 0; i < 200; i += 1) {
      const extra = String(i).repeat(20_000);
      copy.take(
        read(fullState({ nfl: [logEntry({ group: 'a', at: NOW + i, expires: LATER, extra })] })),
        NOW,
      );
    }
    expect(copy.table.size).toBe(1);
    expect([...copy.table][0]?.end).toBeLessThan(400_000);
  });

  function changes(table: EntryTable): unknown[] {
    return [...table].map(({ key, seconds, nanos }) => [key, seconds, nanos]).sort();
  }
});

test('an entry takes at most 250 bytes beside its own, in a table and in a copy', () => {
  const count = 30_000;
  const bytes = fullState({
    nfl: Array.from({ length: count }, (_, i) => logEntry({ group: `g${i}`, at: NOW, expires: LATER })),
  });
  read(bytes); // what is compiled and kept for ever
  const copy = new MeshCopy();
  const before = memory();
  const { table } = read(bytes);
  const ofTable = (memory() - before) / count;
  copy.take({ bytes, table, heldUntil: undefined, unknownParts: [] }, NOW);
  const ofCopy = (memory() - before) / count - ofTable - bytes.length / count;

  expect([table.size, copy.table.size]).toEqual([count, count]);
  expect(ofTable).toBeLessThan(250);
  expect(ofCopy).toBeLessThan(250);
});

test('a hold is not carried to others, and says until when it is', () => {
  const state = read(writeHold({ now: NOW, until: NOW + 30_000 }));
  expect(state.heldUntil).toBe(NOW + 30_000);
  expect(state.table.size).toBe(0);
  expect(Buffer.from(state.bytes).includes(HOLD_ID)).toBe(true);
});

/** Bytes that are in use, once what is not has been thrown away. */
function memory(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

function read(bytes: Uint8Array): MeshState {
  return readState(bytes, DEFAULT_LIMITS);
}
