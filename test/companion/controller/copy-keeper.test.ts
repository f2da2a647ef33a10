import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CopyKeeper, FolderStore } from '../../../lib/companion/controller';
import { DEFAULT_LIMITS, MeshCopy, readState } from '../../../lib/companion/mesh';
import { StoreLimitError, type StorePort } from '../../../lib/companion/rollout';
import { fullState, logEntry } from '../mesh/entries';

const DAY = 86_400_000;
const SIGNAL = new AbortController().signal;

describe('a copy of the mesh', () => {
  test('outlives us in a folder', async () => {
    const { copy, clock } = holding('a', 'b');
    const folder = await mkdtemp(join(tmpdir(), 'copy-'));
    await new CopyKeeper(copy, [new FolderStore(folder)], clock).keep(SIGNAL);

    const next = new MeshCopy();
    const keeper = new CopyKeeper(next, [new FolderStore(folder)], clock);
    await keeper.load(SIGNAL);
    expect(next.table.size).toBe(2);
    expect(keeper.unreadable).toEqual([]);
  });

  test('is written when there is something new, and at most every 30 s; at the end at once', async () => {
    const { copy, clock, take } = holding('a');
    const store = new FakeStore();
    const keeper = new CopyKeeper(copy, [store], clock);
    expect(keeper.condition).toMatchObject({ status: 'Unknown', reason: 'NotYetWritten' });
    await keeper.keep(SIGNAL);
    await keeper.keep(SIGNAL);
    expect(store.writes).toBe(1);
    expect(keeper.condition).toMatchObject({ type: 'Stored', status: 'True', reason: 'Written' });

    take('b');
    clock.time += 10_000;
    await keeper.keep(SIGNAL);
    expect(store.writes).toBe(1);
    expect(keeper.keepings[0]?.completeAt).toBe(clock.time - 10_000);
    clock.time += 20_000;
    await keeper.keep(SIGNAL);
    expect(store.writes).toBe(2);

    take('c');
    await keeper.keep(SIGNAL, { last: true });
    expect(store.writes).toBe(3);
  });

  test.each([
    ['is too large for', new StoreLimitError('Secret x', 1000 * 1024, 900 * 1024), 'TooLarge', '1000 KiB'],
    ['cannot be written to', new Error('no space left'), 'WriteFailed', 'store: no space left'],
  ])('that %s its store is said, and tried again', async (_, error, reason, message) => {
    const { copy, clock } = holding('a');
    const store = new FakeStore();
    store.error = error;
    const keeper = new CopyKeeper(copy, [store], clock);
    await keeper.keep(SIGNAL);
    expect(keeper.condition).toMatchObject({ status: 'False', reason });
    expect(keeper.condition?.message).toContain(message);

    store.error = undefined;
    clock.time += 30_000;
    await keeper.keep(SIGNAL);
    expect(keeper.condition).toMatchObject({ status: 'True' });
    expect(keeper.keepings[0]).toMatchObject({ failures: 1, failure: undefined });
  });

  test('that is none is said, and what can be read elsewhere is taken', async () => {
    const { copy, clock } = holding('a');
    const broken = await mkdtemp(join(tmpdir(), 'copy-'));
    await writeFile(join(broken, 'mesh-state'), 'no state at all');
    const good = new FakeStore();
    good.content = copy.snapshot(clock.now());

    const next = new MeshCopy();
    const keeper = new CopyKeeper(next, [new FolderStore(broken), good], clock);
    await keeper.load(SIGNAL);
    expect(next.table.size).toBe(1);
    expect(keeper.unreadable).toEqual([expect.stringContaining(`folder ${broken}`)]);
  });

  test('whose store cannot be asked is an error: it must not be written over by less', async () => {
    const { copy, clock } = holding('a');
    const store = new FakeStore();
    store.readError = new Error('the API server does not answer');
    await expect(new CopyKeeper(copy, [store], clock).load(SIGNAL)).rejects.toThrow('does not answer');
  });
});

test('a copy forgets what has ended: groups come and go for as long as a controller lives', () => {
  const { copy, clock, take } = holding('a', 'b');
  clock.time += 2 * DAY;
  take('c');
  expect(copy.table.size).toBe(1);
});

class FakeStore implements StorePort {
  readonly name = 'store';
  writes = 0;
  error: Error | undefined;
  readError: Error | undefined;
  content: Uint8Array | undefined;

  read(): Promise<Uint8Array | undefined> {
    return this.readError === undefined ? Promise.resolve(this.content) : Promise.reject(this.readError);
  }

  write(state: Uint8Array): Promise<void> {
    this.writes += 1;
    this.content = state;
    return this.error === undefined ? Promise.resolve() : Promise.reject(this.error);
  }
}

function holding(...groups: readonly string[]): {
  copy: MeshCopy;
  clock: { time: number; now(): number; sleep(): Promise<void> };
  take(group: string): void;
} {
  const copy = new MeshCopy();
  const clock = { time: Date.UTC(2026, 10, 26), now: () => clock.time, sleep: () => Promise.resolve() };
  const take = (group: string): void => {
    const nfl = [logEntry({ group, at: clock.time, expires: clock.time + DAY })];
    copy.take(readState(fullState({ nfl }), DEFAULT_LIMITS), clock.time);
  };
  groups.forEach(take);
  return { copy, clock, take };
}
