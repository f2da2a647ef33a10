import { EntryTable, MeshCopy, pull, push, writeHold } from '../../../lib/companion/mesh';
import { WebhookReceiver } from '../../cluster/receiver';
import { eventually } from '../../cluster/wait';
import { describeWith } from '../../support/programs';
import { Alertmanagers, type Instance } from './alertmanagers';

/** Nobody notifies before an instance has settled; with gossip this quick that is after less than 2 s. */
const QUICK = ['--cluster.gossip-interval=50ms', '--cluster.settle-timeout=2s'];

const KNOWN = Array.from({ length: 5 }, (_, i) => `Known${i}`);
const NEW = ['New0', 'New1'];

/** A mesh of one, and whom it pages. */
interface Side {
  readonly instance: Instance;
  readonly receiver: WebhookReceiver;
}

/** As in a rollout from one label to another, while both meshes have members: each hears of all alerts. */
describeWith(['alertmanager'], 'two meshes side by side', () => {
  let alertmanagers: Alertmanagers;
  let sides: Side[];

  beforeEach(async () => {
    alertmanagers = await Alertmanagers.prepare();
    const former = await start('first', '127.88.0.1', '127.88.0.8');
    await send([former], KNOWN);
    await eventually('a page for each', () => pages(former).length === KNOWN.length);
    const fresh = await start('second', '127.88.0.2', '127.88.0.9');
    await carryOver(former, fresh);
    await send([fresh], KNOWN);
    await untilSettled(fresh);
    sides = [former, fresh];
  });

  afterEach(async () => {
    await Promise.all(sides.map(({ receiver }) => receiver.close()));
    await alertmanagers.stop();
  });

  test('both page for what is new, and neither for what the other has said before', async () => {
    const [former, fresh] = sides as [Side, Side];
    await send(sides, NEW);
    await eventually('the pages of both', () => sides.every((side) => news(side).length === NEW.length));
    await send([fresh], KNOWN, { ended: true });
    await eventually('their ends', () => pages(fresh, 'resolved').length === KNOWN.length);
    expect(pages(former)).toEqual([...KNOWN, ...NEW]);
    expect(pages(fresh)).toEqual(NEW);
  });

  test('one that is held back says nothing; when that ends, only what nobody has said', async () => {
    const [former, fresh] = sides as [Side, Side];
    const now = Date.now();
    await push(fresh.instance.endpoint, [writeHold({ now, until: now + 600_000 })]);
    await eventually(
      'the hold',
      async () => (await pull(fresh.instance.endpoint)).state.heldUntil !== undefined,
    );

    await send(sides, NEW);
    await eventually('the pages of the former', () => news(former).length === NEW.length);
    await send([fresh], ['Late']); // the former does not hear of it any more
    await eventually('all to be suppressed', async () => {
      const alerts = await fresh.instance.api.alerts();
      return (
        alerts.length === KNOWN.length + NEW.length + 1 &&
        alerts.every(({ status }) => status.state === 'suppressed')
      );
    });
    expect(fresh.receiver.notifications).toEqual([]);

    await carryOver(former, fresh);
    await push(fresh.instance.endpoint, [writeHold({ now: Date.now(), until: Date.now() })]);
    await eventually('what nobody has said', () => pages(fresh).includes('Late'));
    // An end is told of by whoever looks at its group: so all of them have been looked at since.
    await send([fresh], [...KNOWN, ...NEW], { ended: true });
    await eventually('their ends', () => pages(fresh, 'resolved').length === KNOWN.length + NEW.length);
    expect(pages(fresh)).toEqual(['Late']);
    expect(pages(former)).toEqual([...KNOWN, ...NEW]);
  });

  async function start(label: string, address: string, listens: string): Promise<Side> {
    const receiver = await WebhookReceiver.start(listens, alertmanagers.ports.web);
    const options = { name: label, label, address, receiver: receiver.url, args: QUICK };
    return { receiver, instance: await alertmanagers.start(options) };
  }
});

/** What the companion does in between: each side learns of the log of the other. */
async function carryOver(from: Side, to: Side): Promise<void> {
  const copy = new MeshCopy();
  copy.take((await pull(from.instance.endpoint)).state, Date.now());
  const pieces = copy.missing(new EntryTable(), Date.now());
  await push(to.instance.endpoint, pieces);
  await eventually('the state', async () => {
    const { table } = (await pull(to.instance.endpoint)).state;
    return copy.missing(table, Date.now()).length === 0;
  });
}

async function send(sides: readonly Side[], names: readonly string[], { ended = false } = {}): Promise<void> {
  const endsAt = new Date(Date.now() + (ended ? -1 : 3_600_000)).toISOString();
  const alerts = names.map((alertname) => ({ labels: { alertname }, endsAt }));
  await Promise.all(sides.map(({ instance }) => instance.api.postAlerts(alerts)));
}

async function untilSettled({ instance }: Side): Promise<void> {
  await eventually('it to settle', async () => (await instance.api.status()).cluster.status === 'ready');
}

/** Names of the alerts that it was paged for, or told of the end of. */
function pages({ receiver }: Side, status: 'firing' | 'resolved' = 'firing'): string[] {
  return receiver.notifications
    .filter((each) => each.status === status)
    .map(({ commonLabels }) => commonLabels.alertname ?? '')
    .sort();
}

function news(side: Side): string[] {
  return pages(side).filter((name) => NEW.includes(name));
}
