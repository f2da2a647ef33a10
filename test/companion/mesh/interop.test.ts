import {
  EntryTable,
  lackedEntries,
  MeshCopy,
  pull,
  push,
  readState,
  DEFAULT_LIMITS,
  tcp,
  tellDeparture,
  type Pulled,
} from '../../../lib/companion/mesh';
import { eventually } from '../../cluster/wait';
import { describeWith } from '../../support/programs';
import { Alertmanagers, type Instance } from './alertmanagers';
import { fullState, logEntry, silence } from './entries';

const NEWEST = 'alertmanager';
const OLDEST = 'alertmanager-oldest';
const LABEL = 'monitoring/größe-that-is-longer-than-thirty-two-bytes';

describeWith([NEWEST, OLDEST], 'a mesh of two versions', () => {
  let alertmanagers: Alertmanagers;
  let instances: Instance[];

  beforeAll(async () => {
    alertmanagers = await Alertmanagers.prepare();
    instances = [];
    for (const [ordinal, program] of [NEWEST, OLDEST, NEWEST].entries()) {
      const address = `127.85.0.${ordinal + 1}`;
      const peers = instances.map((each) => each.address);
      const name = `alertmanager-with-a-rather-long-name-${ordinal}`;
      instances.push(await alertmanagers.start({ name, address, program, label: LABEL, peers }));
    }
    for (const instance of instances) {
      await eventually('a whole view', async () => alive(await look(instance)).length === 3);
    }
  });

  afterAll(async () => {
    await alertmanagers.stop();
  });

  test('shows its members, and does not count us among them', async () => {
    for (const instance of instances) {
      expect(alive(await look(instance))).toEqual(
        instances.map(({ address, ports }, ordinal) => ({
          name: `alertmanager-with-a-rather-long-name-${ordinal}`,
          address,
          port: ports.mesh,
          incarnation: expect.any(Number) as number,
          state: 'alive',
        })),
      );
      expect((await instance.api.status()).cluster.peers).toHaveLength(3);
    }
  });

  test('shows silences as they are', async () => {
    const [first] = instances as [Instance];
    const id = await first.api.silence({
      matchers: [{ name: 'alertname', value: 'CheckoutDown', isRegex: false, isEqual: true }],
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
      createdBy: 'on-call',
      comment: 'Wartung – größer',
    });
    for (const instance of instances) {
      await eventually('the silence', async () => {
        const { state } = await look(instance);
        return [...state.table].some(
          ({ kind, start, end }) =>
            kind === 'sil' && Buffer.from(state.bytes.subarray(start, end)).includes(id),
        );
      });
    }
  });

  test('takes what is pushed, each instance for itself, and keeps fields that it does not know', async () => {
    const now = Date.now();
    const expires = now + 3_600_000;
    const pushed = fullState({
      nfl: Array.from({ length: 100 }, (_, i) =>
        logEntry({ group: `{}:{alertname="A${i}"}`, at: now, expires, extra: 'of a later version' }),
      ),
      sil: Array.from({ length: 100 }, (_, i) => silence({ id: `silence-${i}`, updated: now, expires })),
    });
    const reference = readState(pushed, DEFAULT_LIMITS);
    for (const instance of instances) {
      await push(instance.endpoint, [pushed]);
      const { state } = await eventually('what was pushed', async () => {
        const seen = await look(instance);
        return lackedEntries(seen.state.table, reference.table, now).length === 0 && seen;
      });
      expect(Buffer.from(state.bytes).toString('latin1').split('of a later version')).toHaveLength(101);
      expect(await instance.api.silences()).toEqual(
        expect.arrayContaining([expect.objectContaining({ id: 'silence-99' })]),
      );
    }
  });

  test('one entry that is no text is kept out, and everything else goes over', async () => {
    const [first] = instances as [Instance];
    const now = Date.now();
    const expires = now + 3_600_000;
    const mixed = readState(
      fullState({
        sil: [
          silence({ id: 'no-text', comment: Uint8Array.of(0xff, 0xfe), updated: now, expires }),
          silence({ id: 'text', updated: now, expires }),
        ],
      }),
      DEFAULT_LIMITS,
    );
    const copy = new MeshCopy();
    copy.take(mixed, now);

    await push(first.endpoint, copy.missing(new EntryTable(), now));

    await eventually('the sound one', async () =>
      (await first.api.silences()).some(({ id }) => id === 'text'),
    );
  });

  test.each([
    ['another label', 'other'],
    ['no label', undefined],
  ])('%s is told so', async (_, label) => {
    const [first] = instances as [Instance];
    await expect(pull({ ...first.endpoint, label })).rejects.toMatchObject({
      failure: 'refused',
      message: expect.stringContaining('label') as string,
    });
  });

  test('nobody at the address is told apart from somebody who is silent', async () => {
    const [first] = instances as [Instance];
    await expect(pull({ dial: tcp('127.85.0.99', first.ports.mesh) })).rejects.toMatchObject({
      failure: 'unreachable',
    });
    first.process.kill('SIGSTOP');
    try {
      await expect(pull(first.endpoint, { timeout: 300 })).rejects.toMatchObject({ failure: 'silent' });
      await expect(pull(first.endpoint, { signal: AbortSignal.timeout(100) })).rejects.toThrow(/timeout/);
    } finally {
      first.process.kill('SIGCONT');
    }
  });
});

describe.each([NEWEST, OLDEST])('%s', (program) => {
  describeWith([program], 'after a kill, with a new address', () => {
    test('is rejected under its name, and accepted once its peers know that the former has left', async () => {
      const alertmanagers = await Alertmanagers.prepare();
      try {
        const common = { program, args: ['--cluster.reconnect-interval=1s'] };
        const peer = await alertmanagers.start({ ...common, name: 'a-0', address: '127.85.1.1' });
        const peers = [peer.address];
        const killed = await alertmanagers.start({ ...common, name: 'a-1', address: '127.85.1.2', peers });
        await eventually('both', async () => alive(await look(peer)).length === 2);
        await killed.kill();
        const successor = await alertmanagers.start({ ...common, name: 'a-1', address: '127.85.1.3', peers });

        const former = await eventually('the conflict', async () =>
          (await look(peer)).nodes.find(({ name, address }) => name === 'a-1' && address === killed.address),
        );
        expect(alive(await look(successor)).map(({ name }) => name)).toContain('a-0'); // it suspects nothing

        await tellDeparture(peer.endpoint, former);

        await eventually(
          'the successor in the view of its peer',
          async () => alive(await look(peer)).some(({ address }) => address === successor.address),
          { deadline: 5_000 },
        );
      } finally {
        await alertmanagers.stop();
      }
    });
  });
});

/** An exchange, also with one that is just about to listen. */
async function look(instance: Instance): Promise<Pulled> {
  return pull(instance.endpoint);
}

function alive({ nodes }: Pulled): Pulled['nodes'] {
  return nodes.filter(({ state }) => state === 'alive').sort((a, b) => (a.name < b.name ? -1 : 1));
}
