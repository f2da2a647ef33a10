import { Chart, Size } from 'cdk8s';
import type { Pod, Secret } from 'kubernetes-types/core/v1';
import { Alertmanager, secretKey, webhook, type ClusterTls } from '../../lib';
import { pull, tcp } from '../../lib/companion/mesh';
import { AlertmanagerApi, describeCluster, eventually, sandboxFolder, useCluster } from '../cluster';
import { makeCertificates } from '../support/certificates';
import { synthesize } from './synth';

/** The name in the certificate that all members share. */
const SERVER_NAME = 'alertmanager-main';

const TLS: ClusterTls = {
  server: {
    cert: { secret: secretKey('mesh', 'tls.crt') },
    keySecret: secretKey('mesh', 'tls.key'),
    clientCa: { secret: secretKey('mesh', 'ca.crt') },
  },
  client: {
    ca: { secret: secretKey('mesh', 'ca.crt') },
    cert: { secret: secretKey('mesh', 'tls.crt') },
    keySecret: secretKey('mesh', 'tls.key'),
    serverName: SERVER_NAME,
  },
};

const PROGRAMS = ['alertmanager', 'prometheus-config-reloader'];

const MESHES: ReadonlyArray<readonly [string, ClusterTls | undefined]> = [
  ['plain', undefined],
  ['secured', TLS],
];

describe.each(MESHES)('a %s mesh of Alertmanagers', (namespace, clusterTLS) => {
  describeCluster('of generated manifests', PROGRAMS, () => {
    const cluster = useCluster();
    let silence: string;

    beforeAll(async () => {
      await cluster().namespace(namespace);
      if (clusterTLS !== undefined) {
        const files = makeCertificates(await sandboxFolder('certificates'), [`DNS:${SERVER_NAME}`]);
        const data = Object.fromEntries(
          Object.entries(files).map(([name, content]) => [name, content.toString('base64')]),
        );
        const metadata = { namespace, name: 'mesh' };
        await cluster().api.apply<Secret>({ apiVersion: 'v1', kind: 'Secret', metadata, data });
      }
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

    test('speaks TLS where it should, and then nothing else', async () => {
      const { address } = await cluster().node.untilReady(namespace, 'alertmanager-main-0');
      const plain = { dial: tcp(address, 9094), label: `${namespace}/main` };
      const answer = pull(plain, { timeout: 2_000 });
      await (clusterTLS === undefined
        ? expect(answer).resolves.toHaveProperty('nodes')
        : expect(answer).rejects.toMatchObject({
            failure: expect.stringMatching(/^(?:silent|refused)$/) as string,
          }));
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
        const chart = new Chart(app, 'monitoring', { namespace });
        new Alertmanager(chart, 'main', {
          replicas,
          ...(clusterTLS && { clusterTLS }),
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
            namespace,
            name: `alertmanager-main-${ordinal}`,
          };
          const { metadata, status } = await cluster().api.get<Pod & typeof reference>(reference);
          const restarts = status?.containerStatuses?.map(({ name, restartCount }) => [name, restartCount]);
          return { uid: (metadata as { readonly uid?: string } | undefined)?.uid, restarts };
        }),
      );
    }

    async function api(ordinal: number): Promise<AlertmanagerApi> {
      const pod = await cluster().node.untilReady(namespace, `alertmanager-main-${ordinal}`);
      return new AlertmanagerApi(`http://${pod.address}:9093`);
    }
  });
});
