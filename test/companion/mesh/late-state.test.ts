import { EntryTable, lackedEntries, MeshCopy, pull, push } from '../../../lib/companion/mesh';
import { WebhookReceiver } from '../../cluster/receiver';
import { eventually } from '../../cluster/wait';
import { describeWith } from '../../support/programs';
import { Alertmanagers, type Instance } from './alertmanagers';

const ALERTS = Array.from({ length: 20 }, (_, i) => ({ labels: { alertname: `Firing${i}` } }));
const SILENCED = { labels: { alertname: 'Silenced' } };

/** After less than 2 s it has settled. */
const QUICK = ['--cluster.gossip-interval=50ms', '--cluster.settle-timeout=2s'];

/**
 * Prometheus does not wait for the companion: a new instance hears of alerts before it is brought what has been said of them.
 * So long as it does not notify yet, that comes early enough.
 */
describeWith(['alertmanager'], 'state that comes after the alerts', () => {
  let alertmanagers: Alertmanagers;
  let receiver: WebhookReceiver;
  let copy: MeshCopy;

  beforeAll(async () => {
    alertmanagers = await Alertmanagers.prepare();
    receiver = await WebhookReceiver.start('127.89.0.9', alertmanagers.ports.web);
    const former = await start('127.89.0.1', QUICK);
    await former.api.silence({
      matchers: [{ name: 'alertname', value: 'Silenced', isRegex: false, isEqual: true }],
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
      createdBy: 'on-call',
      comment: 'known',
    });
    await former.api.postAlerts([...ALERTS, SILENCED]);
    await eventually('a page for each', () => receiver.notifications.length === ALERTS.length);
    copy = new MeshCopy();
    copy.take((await pull(former.endpoint)).state, Date.now());
    await former.kill();
  });

  afterAll(async () => {
    await receiver.close();
    await alertmanagers.stop();
  });

  test('is early enough while it settles', async () => {
    const fresh = await start('127.89.0.2', []); // takes its 10 s
    await fresh.api.postAlerts([...ALERTS, SILENCED]);
    await bring(fresh);
    expect(await status(fresh)).toBe('settling');
    expect(await pagesOf(fresh)).toEqual(['Last']);
  });

  test('is early enough when it has settled, but must not notify yet', async () => {
    const fresh = await start('127.89.0.3', [...QUICK, '--dispatch.start-delay=10s']);
    await fresh.api.postAlerts([...ALERTS, SILENCED]);
    await eventually('it to settle', async () => (await status(fresh)) === 'ready');
    await bring(fresh);
    expect(await pagesOf(fresh)).toEqual(['Last']);
  });

  async function start(address: string, args: readonly string[]): Promise<Instance> {
    return alertmanagers.start({ name: 'instance', address, receiver: receiver.url, args });
  }

  async function bring({ endpoint }: Instance): Promise<void> {
    await push(endpoint, copy.missing(new EntryTable(), Date.now()));
    await eventually('the state', async () => {
      const held = await pull(endpoint);
      return lackedEntries(held.state.table, copy.table, Date.now()).length === 0;
    });
  }

  /** What it says, up to the end of all of them: who tells of ends has looked at every group by then. */
  async function pagesOf({ api }: Instance): Promise<string[]> {
    const before = receiver.notifications.length;
    const said = (status: string): string[] =>
      receiver.notifications
        .slice(before)
        .filter((each) => each.status === status)
        .map(({ commonLabels }) => commonLabels.alertname ?? '');
    await api.postAlerts([{ labels: { alertname: 'Last' } }]);
    await eventually('the last alert', () => said('firing').includes('Last'));
    await api.postAlerts(ALERTS.map((alert) => ({ ...alert, endsAt: new Date().toISOString() })));
    await eventually('all ends', () => said('resolved').length === ALERTS.length);
    return said('firing');
  }
});

async function status({ api }: Instance): Promise<string> {
  return (await api.status()).cluster.status;
}
