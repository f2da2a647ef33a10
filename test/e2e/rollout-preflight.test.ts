import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PodDisruptionBudget } from 'kubernetes-types/policy/v1';
import { describeCluster, sandboxFolder, STOCK_IMAGES, useCluster } from '../cluster';
import { fullState, logEntry } from '../companion/mesh/entries';
import { NAME } from '../rollout/alertmanagers';
import { Companion } from '../rollout/companion';
import { QuietMesh } from '../rollout/quiet-mesh';
import { requireProgram } from '../support/programs';

const NAMESPACE = 'preflight';
const HERE = [NAME, '-n', NAMESPACE];
const ROLLOUT = ['rollout', ...HERE, '--deadline', '30s'];

const OLD_IMAGE = 'quay.io/prometheus/alertmanager-old:v0.32.3';
const NEW_IMAGE = 'quay.io/prometheus/alertmanager:v0.34.2';

/** What is found before the first pod goes, and what is seen of changes while they do. */
describeCluster('before and during a rollout', ['alertmanager', 'alertmanager-oldest'], () => {
  const cluster = useCluster({
    restartDelay: 500,
    images: {
      ...STOCK_IMAGES,
      'alertmanager-old': () => ({
        entrypoint: ['/bin/alertmanager'],
        user: 65534,
        workdir: '/alertmanager',
        programs: { '/bin/alertmanager': requireProgram('alertmanager-oldest') },
      }),
    },
  });
  let companion: Companion;
  let mesh: QuietMesh;

  beforeAll(async () => {
    companion = await Companion.prepare(cluster().controlPlane.adminKubeconfig);
    mesh = await QuietMesh.prepare(cluster(), {
      namespace: NAMESPACE,
      strategy: 'OnDelete',
      persistent: false,
    });
    await mesh.silence(5);
  });

  test('a plan says what changes, and what that means', async () => {
    await mesh.apply({ label: 'second', startDelay: '12s' });
    const { code, stdout } = await companion.run(['plan', ...HERE]);
    expect(code).toBe(0);
    expect(stdout).toContain('--cluster.label: first -> second');
    expect(stdout).toContain('there are two meshes until the last one is replaced');
    expect(stdout).toContain('--dispatch.start-delay: (none) -> 12s');
    expect(stdout).toContain(`to be replaced, in this order: ${NAME}-0, ${NAME}-1, ${NAME}-2`);
    expect(stdout).toContain(`running: 0.34.2 (${NAME}-0, ${NAME}-1, ${NAME}-2)`);
    await mesh.apply({ label: 'first' });
  });

  test('a version that does not know its flags is refused, and nothing is touched', async () => {
    await mesh.apply({ image: 'quay.io/prometheus/alertmanager:v0.25.0' });
    await refused(14, 'unknown-flag', '`--cluster.label` exists since 0.26, and an Alertmanager 0.25.0');
    await mesh.apply({ image: NEW_IMAGE });
  });

  test('a version that is not known is a warning, and says what could not be checked', async () => {
    await mesh.apply({ image: 'quay.io/prometheus/alertmanager:latest' });
    const { code, stdout } = await companion.run(['plan', ...HERE]);
    expect(code).toBe(0);
    expect(stdout).toContain('warning: the version of quay.io/prometheus/alertmanager:latest is not known');
    await mesh.apply({ image: NEW_IMAGE });
  });

  test('a budget that never allows an eviction is refused at once', async () => {
    await budget({ maxUnavailable: 0 });
    await refused(15, 'budget', `PodDisruptionBudget ${NAME} never allows an eviction: it wants 3 of 3 pods`);
    await budget({ maxUnavailable: 1 });
  });

  test('three become five in mid-roll, and then two: all that are there get whole, and nothing is lost', async () => {
    expect(await rollWhile(/^replacing alertmanager-main-0/, { replicas: 5 })).toBe(0);
    await mesh.untilWhole();
    await mesh.untilAllHold(5);

    await mesh.apply({ annotation: 'again' });
    expect(await rollWhile(/^replacing alertmanager-main-0/, { replicas: 2 })).toBe(0);
    await mesh.untilWhole();
    await mesh.untilAllHold(5);
    expect(await companion.run(['status', ...HERE])).toMatchObject({ code: 0 });
  }, 120_000);

  test('a state of more than 20 MiB is refused: with it a 0.34 would never join', async () => {
    await mesh.apply({ image: OLD_IMAGE, replicas: 1 });
    expect(await companion.run(ROLLOUT)).toMatchObject({ code: 0 });
    await mesh.apply({ image: NEW_IMAGE });
    const now = Date.now();
    const expires = now + 3_600_000;
    const noise = randomBytes(11 * 1024 * 1024).toString('hex');
    const nfl = Array.from({ length: 704 }, (_, i) =>
      logEntry({ group: `{}:{i="${i}"}`, at: now, expires, extra: noise.slice(i << 15, (i + 1) << 15) }),
    );
    const backup = join(await sandboxFolder('backup'), 'large');
    await writeFile(backup, fullState({ nfl }));
    expect(await companion.run(['restore', ...HERE, '-i', backup])).toMatchObject({ code: 0 });
    await refused(14, 'state-too-large', 'that is offered more than 20 MiB never joins');
  }, 120_000);

  /** In a plan and in a rollout alike, as text and as JSON, and no pod is touched. */
  async function refused(code: number, finding: string, message: string): Promise<void> {
    const former = mesh.uids();
    const run = await companion.run(ROLLOUT);
    expect(run.stderr).toContain(message);
    expect(run.code).toBe(code);
    const plan = await companion.run(['plan', ...HERE, '--json']);
    expect(plan.code).toBe(code);
    const { findings } = JSON.parse(plan.stdout) as { findings: ReadonlyArray<{ code: string }> };
    expect(findings.map((each) => each.code)).toContain(finding);
    expect(mesh.uids()).toEqual(former);
  }

  async function rollWhile(when: RegExp, change: { readonly replicas: number }): Promise<number | null> {
    let changing: Promise<void> | undefined;
    const running = companion.start(ROLLOUT, (line) => {
      changing ??= when.test(line) ? mesh.apply(change) : undefined;
    });
    const { code } = await running.ended;
    expect(changing).toBeDefined();
    await changing;
    return code;
  }

  async function budget(spec: NonNullable<PodDisruptionBudget['spec']>): Promise<void> {
    const selector = { matchLabels: { app: NAME } };
    const metadata = { namespace: NAMESPACE, name: NAME };
    await cluster().api.apply<PodDisruptionBudget>({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata,
      spec: { ...spec, selector },
    });
  }
});
