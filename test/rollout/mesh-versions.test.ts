import { lackedEntries, MeshCopy, pull, push, readState, DEFAULT_LIMITS } from '../../lib/companion/mesh';
import { eventually } from '../cluster/wait';
import { describeWith } from '../support/programs';
import { Alertmanagers, type Instance } from '../companion/mesh/alertmanagers';
import { fullState, logEntry, silence } from '../companion/mesh/entries';

/** Newest and oldest. Labels exist since 0.26, names of peers since 0.30: this mesh has neither. */
const PROGRAMS = ['alertmanager', 'alertmanager-0.25', 'alertmanager-0.28', 'alertmanager-0.33'];

describeWith(PROGRAMS, 'one mesh of four versions', () => {
  let alertmanagers: Alertmanagers;
  let instances: Instance[];

  beforeAll(async () => {
    alertmanagers = await Alertmanagers.prepare();
    instances = [];
    for (const [ordinal, program] of PROGRAMS.entries()) {
      const peers = instances.map((each) => each.address);
      instances.push(await alertmanagers.start({ address: `127.89.0.${ordinal + 1}`, program, peers }));
    }
  });

  afterAll(async () => {
    await alertmanagers.stop();
  });

  test('each shows the same members', async () => {
    for (const { endpoint } of instances) {
      await eventually('a whole view', async () => {
        const { nodes } = await pull(endpoint);
        const alive = nodes.filter(({ state }) => state === 'alive').map(({ address }) => address);
        return alive.sort().join() === instances.map(({ address }) => address).join();
      });
    }
  });

  test('what is pushed to each is held by each, with fields of later versions, and read back the same', async () => {
    const now = Date.now();
    const expires = now + 3_600_000;
    const pushed = fullState({
      nfl: Array.from({ length: 50 }, (_, i) =>
        logEntry({ group: `{}:{alertname="A${i}"}`, at: now, expires, extra: 'of a later version' }),
      ),
      sil: Array.from({ length: 50 }, (_, i) => silence({ id: `silence-${i}`, updated: now, expires })),
    });
    const reference = readState(pushed, DEFAULT_LIMITS);
    const union = new MeshCopy();
    for (const { endpoint } of instances) {
      await push(endpoint, [pushed]);
      await eventually('all of it', async () => {
        const { state } = await pull(endpoint);
        union.take(state, now);
        const survived = Buffer.from(state.bytes).toString('latin1').split('of a later version').length - 1;
        return survived === 50 && lackedEntries(state.table, reference.table, now).length === 0;
      });
    }
    // Newer ones add fields as they read, and none of that makes an entry another one.
    expect(union.table.size).toBe(100);
    expect(union.missing(reference.table, now)).toEqual([]);
  });

  test('what is created in one is known to all', async () => {
    for (const { api } of instances) {
      const id = await api.silence({
        matchers: [{ name: 'alertname', value: 'CheckoutDown', isRegex: false, isEqual: true }],
        startsAt: new Date().toISOString(),
        endsAt: new Date(Date.now() + 3_600_000).toISOString(),
        createdBy: 'on-call',
        comment: 'known',
      });
      for (const { endpoint } of instances) {
        await eventually('the silence', async () =>
          Buffer.from((await pull(endpoint)).state.bytes).includes(id),
        );
      }
    }
  });
});
