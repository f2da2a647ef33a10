import { Chart, Size } from 'cdk8s';
import type { Pod } from 'kubernetes-types/core/v1';
import { Alertmanager, webhook } from '../../lib';
import { AlertmanagerApi, describeCluster, eventually, useCluster } from '../cluster';
import { synthesize } from './synth';

const NAMESPACE = 'monitoring';

describeCluster('a mesh of Alertmanagers', ['alertmanager', 'prometheus-config-reloader'], () => {
  const cluster = useCluster();
  let silence: string;

  beforeAll(async () => {
    await cluster().namespace(NAMESPACE);
  });

  test('of three is whole, and knows the silences of each other', async () => {
    await apply(3);
    await membersOf(3);

    silence = await (
      await api(0)
    ).silence({
      matchers: [{ name: 'alertname', value: 'Known', isRegex: false, isEqual: true }],
      startsAt: new Date().toISOString(),
      endsAt: new Date(Date.now() + 3_600_000).toISOString(),
      createdBy: 'test',
      comment: 'survives a change of replicas',
    });

    await heldBy([0, 1, 2]);
  });

  test('grows to five and shrinks to three, and those that stay are not restarted', async () => {
    const before = await identities([0, 1, 2]);

    await apply(5);
    await membersOf(5);
    await heldBy([3, 4]);
    expect(await identities([0, 1, 2])).toEqual(before);

    await apply(3);
    await membersOf(3);
    await heldBy([0, 1, 2]);
    expect(await identities([0, 1, 2])).toEqual(before);
  });

  async function apply(replicas: number): Promise<void> {
    const manifests = synthesize((app) => {
      const chart = new Chart(app, 'monitoring', { namespace: NAMESPACE });
      new Alertmanager(chart, 'main', {
        replicas,
        storage: { size: Size.gibibytes(1) },
        config: {
          route: { receiver: 'hook' },
          receivers: [webhook('hook', { url: 'http://hook.monitoring.svc/' })],
        },
      });
    });
    const stdin = manifests.map(({ yaml }) => yaml).join('---\n');
    await cluster().kubectl(['apply', '--server-side', '-f', '-'], { stdin });
  }

  /** Waits until there are so many instances, and each sees all of them and nobody else. */
  async function membersOf(replicas: number): Promise<void> {
    const names = Array.from({ length: replicas }, (_, ordinal) => `alertmanager-main-${ordinal}`);
    for (const ordinal of names.keys()) {
      const each = await api(ordinal);
      await eventually(`${replicas} members in the eyes of ${ordinal}`, async () => {
        const { peers = [] } = (await each.status()).cluster;
        return (
          peers
            .map(({ name }) => name)
            .sort()
            .join() === names.join()
        );
      });
    }
  }

  async function heldBy(ordinals: readonly number[]): Promise<void> {
    for (const ordinal of ordinals) {
      const each = await api(ordinal);
      await eventually(`the silence at ${ordinal}`, async () =>
        (await each.silences()).some(({ id }) => id === silence),
      );
    }
  }

  /** What changes when a pod is replaced or a container in it starts again. */
  async function identities(ordinals: readonly number[]): Promise<unknown[]> {
    return Promise.all(
      ordinals.map(async (ordinal) => {
        const reference = {
          apiVersion: 'v1',
          kind: 'Pod',
          namespace: NAMESPACE,
          name: `alertmanager-main-${ordinal}`,
        };
        const { metadata, status } = await cluster().api.get<Pod & typeof reference>(reference);
        const restarts = status?.containerStatuses?.map(({ name, restartCount }) => [name, restartCount]);
        return { uid: (metadata as { readonly uid?: string } | undefined)?.uid, restarts };
      }),
    );
  }

  async function api(ordinal: number): Promise<AlertmanagerApi> {
    const pod = await cluster().node.untilReady(NAMESPACE, `alertmanager-main-${ordinal}`);
    return new AlertmanagerApi(`http://${pod.address}:9093`);
  }
});
