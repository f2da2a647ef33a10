import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { push, tcp } from '../../lib/companion/mesh';
import { describeCluster, eventually, sandboxFolder, useCluster } from '../cluster';
import { fullState, logEntry, silence } from '../companion/mesh/entries';
import { NAME } from './alertmanagers';
import { Companion } from './companion';
import { QuietMesh } from './quiet-mesh';

const NAMESPACE = 'large';
const SILENCES = 10_000;
const LOG_ENTRIES = 100_000;

/** What a process took, written down when it ends. */
const WITNESS = `process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const used = { megabytes: maxRSS / 1024, seconds: (userCPUTime + systemCPUTime) / 1e6 };
  require('node:fs').writeFileSync(process.env.WITNESS, JSON.stringify(used));
});`;

describeCluster('three instances that hold 20 MiB each', ['alertmanager'], () => {
  const cluster = useCluster({ restartDelay: 500 });

  test('are looked at in 4 s of a processor, and in 200 MB', async () => {
    const mesh = await QuietMesh.prepare(cluster(), {
      namespace: NAMESPACE,
      strategy: 'OnDelete',
      persistent: false,
    });
    const pieces = states();
    for (const name of mesh.names) {
      const dial = tcp(mesh.pod(name).address, 9094);
      for (const piece of pieces) {
        await push({ dial, label: 'first' }, [piece], { timeout: 60_000 });
      }
    }
    await mesh.untilAllHold(SILENCES);
    const folder = await sandboxFolder('witness');
    const script = join(folder, 'witness.cjs');
    await writeFile(script, WITNESS);
    const env = { NODE_OPTIONS: `--require=${script}`, WITNESS: join(folder, 'used') };
    const companion = await Companion.prepare(cluster().controlPlane.adminKubeconfig);

    const used = await eventually(
      'all of them to be whole',
      async () => {
        const { code } = await companion.run(['status', NAME, '-n', NAMESPACE], env);
        return code === 0 && (JSON.parse(await readFile(env.WITNESS, 'utf8')) as Used);
      },
      { deadline: 120_000 },
    );

    expect(used.megabytes).toBeLessThan(200);
    expect(used.seconds).toBeLessThan(4);
  }, 400_000);
});

interface Used {
  readonly megabytes: number;
  readonly seconds: number;
}

/** In pieces that an instance takes. */
function states(): Uint8Array[] {
  const at = Date.now() - 60_000;
  const expires = at + 3_600_000;
  const nfl = Array.from({ length: LOG_ENTRIES }, (_, i) =>
    logEntry({
      group: `{}/{severity="page"}:{alertname="Alert${i}", namespace="team-${i % 50}"}`,
      at,
      expires,
      extra: 'x'.repeat(40),
    }),
  );
  const sil = Array.from({ length: SILENCES }, (_, i) =>
    silence({ id: `silence-${i}`, updated: at, expires, comment: `known ${i}`.padEnd(150, '.') }),
  );
  const half = LOG_ENTRIES / 2;
  return [fullState({ nfl: nfl.slice(0, half) }), fullState({ nfl: nfl.slice(half) }), fullState({ sil })];
}
