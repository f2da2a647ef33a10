import { pull, push, writeHold, MeshCopy, EntryTable, lackedEntries } from '../../../lib/companion/mesh';
import { WebhookReceiver } from '../../cluster/receiver';
import { eventually } from '../../cluster/wait';
import { describeWith } from '../../support/programs';
import { Alertmanagers, type Instance } from './alertmanagers';

const NEWEST = 'alertmanager';
const OLDEST = 'alertmanager-oldest';
const ALERTS = Array.from({ length: 20 }, (_, i) => ({ labels: { alertname: `Firing${i}` } }));

/** Nobody notifies before an instance has settled; with gossip this quick that is after less than 2 s. */
const QUICK = ['--cluster.gossip-interval=50ms', '--cluster.settle-timeout=2s'];

describe.each([
  [NEWEST, NEWEST],
  [OLDEST, NEWEST],
  [NEWEST, OLDEST],
])('from %s to a fresh mesh of %s', (from, to) => {
  describeWith([from, to], 'the order of handing over', () => {
    let alertmanagers: Alertmanagers;
    let former: Instance;

    beforeAll(async () => {
      alertmanagers = await Alertmanagers.prepare();
      const receiver = await WebhookReceiver.start('127.87.0.9', alertmanagers.ports.web);
      former = await alertmanagers.start({
        name: 'former',
        address: '127.87.0.1',
        program: from,
        receiver: receiver.url,
        args: QUICK,
      });
      await former.api.postAlerts(ALERTS);
      await eventually('a page for each', () => receiver.notifications.length === ALERTS.length);
      await receiver.close();
    });

    afterAll(async () => {
      await alertmanagers.stop();
    });

    test('alerts without state: it pages for all of them once more', async () => {
      expect(await pagesOf('127.87.0.2', async (fresh) => fresh.api.postAlerts(ALERTS))).toBe(20);
    });

    test('state, then alerts: it pages for none', async () => {
      const pages = await pagesOf('127.87.0.3', async (fresh) => {
        const { state } = await pull(former.endpoint);
        const copy = new MeshCopy();
        copy.take(state, Date.now());
        await push(fresh.endpoint, copy.missing(new EntryTable(), Date.now()));
        await eventually('the state', async () => {
          const held = await pull(fresh.endpoint);
          return lackedEntries(held.state.table, copy.table, Date.now()).length === 0;
        });
        await fresh.api.postAlerts(ALERTS);
      });
      expect(pages).toBe(0);
    });

    test('under a hold it pages for nothing, and for what is new once the hold has been lifted', async () => {
      const receiver = await WebhookReceiver.start('127.87.0.9', alertmanagers.ports.web);
      const fresh = await start('127.87.0.4', receiver);
      const now = Date.now();
      await push(fresh.endpoint, [writeHold({ now, until: now + 600_000 })]);
      await eventually(
        'the hold',
        async () => (await pull(fresh.endpoint)).state.heldUntil === now + 600_000,
      );
      await fresh.api.postAlerts([{ labels: { alertname: 'New' } }]);
      await untilSettled(fresh);
      await eventually('it to be suppressed', async () => {
        const [alert] = await fresh.api.alerts();
        return alert?.status.state === 'suppressed';
      });
      expect(receiver.notifications).toEqual([]);

      await push(fresh.endpoint, [writeHold({ now: Date.now(), until: Date.now() })]);

      const page = await receiver.until('the new alert', ({ status }) => status === 'firing');
      expect(page.alerts[0]?.labels).toEqual({ alertname: 'New' });
      await receiver.close();
    });

    /** What a fresh instance sends after `prepare` and one more alert, which shows that it sends by now. */
    async function pagesOf(address: string, prepare: (fresh: Instance) => Promise<void>): Promise<number> {
      const receiver = await WebhookReceiver.start('127.87.0.9', alertmanagers.ports.web);
      const fresh = await start(address, receiver);
      await prepare(fresh);
      await untilSettled(fresh);
      await fresh.api.postAlerts([{ labels: { alertname: 'Last' } }]);
      await receiver.until('the last alert', ({ alerts }) => alerts[0]?.labels.alertname === 'Last');
      await receiver.close();
      return receiver.notifications.length - 1;
    }

    async function start(address: string, receiver: WebhookReceiver): Promise<Instance> {
      return alertmanagers.start({
        name: 'fresh',
        address,
        program: to,
        receiver: receiver.url,
        args: QUICK,
      });
    }

    async function untilSettled({ api }: Instance): Promise<void> {
      await eventually('it to settle', async () => (await api.status()).cluster.status === 'ready');
    }
  });
});
