import { push, tcp } from '../../lib/companion/mesh';
import { describeCluster, STOCK_IMAGES, useCluster } from '../cluster';
import { fullState, silence } from '../companion/mesh/entries';
import { requireProgram } from '../support/programs';
import { NAME } from './alertmanagers';
import { Companion } from './companion';
import { QuietMesh } from './quiet-mesh';

const NAMESPACE = 'bad-texts';

/** An old Alertmanager takes any bytes for a text; a new one refuses all that comes along with them. */
describeCluster('a mesh that holds what is not UTF-8', ['alertmanager', 'alertmanager-0.28'], () => {
  const cluster = useCluster({
    images: {
      ...STOCK_IMAGES,
      'alertmanager-old': () => ({
        entrypoint: ['/bin/alertmanager'],
        user: 65534,
        workdir: '/alertmanager',
        programs: { '/bin/alertmanager': requireProgram('alertmanager-0.28') },
      }),
    },
  });

  test('is not rolled to a version that would refuse it', async () => {
    const companion = await Companion.prepare(cluster().controlPlane.adminKubeconfig);
    const mesh = await QuietMesh.prepare(cluster(), {
      namespace: NAMESPACE,
      strategy: 'OnDelete',
      persistent: false,
      replicas: 1,
      named: false,
      image: 'quay.io/prometheus/alertmanager-old:v0.28.1',
    });
    const now = Date.now();
    const bad = silence({
      id: 'bad',
      comment: Uint8Array.of(0xff),
      updated: now,
      expires: now + 3_600_000,
    });
    const endpoint = { dial: tcp(mesh.pod(`${NAME}-0`).address, 9094), label: 'first' };
    await push(endpoint, [fullState({ sil: [bad] })]);
    await mesh.apply({ named: true, image: 'quay.io/prometheus/alertmanager:v0.34.2' });
    const former = mesh.uids();

    const run = await companion.run(['rollout', NAME, '-n', NAMESPACE, '--deadline', '20s']);

    expect(run).toMatchObject({ code: 14 });
    expect(run.stderr).toContain(
      '1 silences or log entries are not UTF-8, and an Alertmanager 0.34.2 refuses',
    );
    expect(mesh.uids()).toEqual(former);
  });
});
