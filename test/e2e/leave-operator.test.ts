import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { text } from 'node:stream/consumers';
import type { PersistentVolumeClaim, Pod } from 'kubernetes-types/core/v1';
import {
  AlertmanagerApi,
  describeCluster,
  eventually,
  PrometheusApi,
  publishEndpoints,
  useCluster,
} from '../cluster';
import { describeUnless, requireProgram } from '../support/programs';
import {
  alertmanagerOfOperator,
  crds,
  missingCorpus,
  prometheusOfOperator,
  RESOURCES,
} from './operator-objects';

const ROOT = resolve(__dirname, '..', '..');
const MONITORING = 'monitoring';
const SILENCED = { name: 'alertname', value: 'Silenced', isRegex: false, isEqual: true };

describeUnless(missingCorpus, 'the operator as its own tests have it', () => {
  describeCluster(
    'is left by the steps of docs/import.md',
    ['prometheus', 'alertmanager', 'prometheus-config-reloader'],
    () => {
      const cluster = useCluster({ startDelay: 500 });
      let folder: string;

      beforeAll(async () => {
        folder = mkdtempSync(join(tmpdir(), 'leave-operator-'));
        // As most who run the operator: its pods are not restricted ones unless they are told to be.
        await cluster().namespace(MONITORING, 'privileged');
        for (const crd of crds()) {
          await apply(crd);
        }
        await cluster().kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=60s']);
      });
      afterAll(() => {
        rmSync(folder, { recursive: true });
      });

      test('data, silences and claims are there before and after', async () => {
        const target = await cluster().target({ port: 8080, metrics: 'orders_total 7\n' });
        await publishEndpoints(
          cluster().api,
          { namespace: MONITORING, name: 'checkout', ports: [{ name: 'metrics', port: 8080 }] },
          [{ address: target.address, pod: 'checkout-0' }],
        );
        await apply(RESOURCES);
        for (const [kind, name] of [
          ['prometheus', 'k8s'],
          ['alertmanager', 'main'],
        ] as const) {
          const uid = await uidOf(kind, name);
          await apply(
            kind === 'prometheus'
              ? prometheusOfOperator(uid, `${target.address}:8080`)
              : alertmanagerOfOperator(uid),
          );
        }
        const prometheus = await prometheusOf(0);
        await eventually(
          'a sample of the shop',
          async () => (await prometheus.query('orders_total')).length === 1,
        );
        const silence = await (
          await alertmanagerOf(0)
        ).silence({
          matchers: [SILENCED],
          startsAt: new Date().toISOString(),
          endsAt: new Date(Date.now() + 3_600_000).toISOString(),
          createdBy: 'a test',
          comment: 'outlives the operator',
        });
        await eventually('the silence in the other instance', async () => hasSilence(1, silence));
        const claims = await claimsBefore();
        expect([...claims.keys()].sort()).toEqual([
          'alertmanager-main-db-alertmanager-main-0',
          'alertmanager-main-db-alertmanager-main-1',
          'prometheus-k8s-db-prometheus-k8s-0',
        ]);
        // What was scraped until now is in the volume alone: nobody can scrape it again.
        target.metrics = 'visits_total 1\n';

        for (const step of documentedSteps()) {
          await run(step);
        }

        expect(await claimsBefore()).toEqual(claims);
        for (const pod of ['prometheus-k8s-0', 'alertmanager-main-0', 'alertmanager-main-1']) {
          const { metadata, spec } = await getPod(pod);
          expect(metadata?.labels?.['app.kubernetes.io/managed-by']).toBe('cdk8s-prometheus');
          expect(spec?.volumes).toContainEqual(
            expect.objectContaining({
              persistentVolumeClaim: { claimName: expect.stringMatching(`-db-${pod}$`) as string },
            }),
          );
        }
        const after = await prometheusOf(0);
        await eventually('what was scraped before', async () => {
          const [sample] = await after.query('last_over_time(orders_total[1h])');
          return sample?.value[1] === '7' && sample.metric.job === 'checkout';
        });
        await eventually(
          'what is scraped now, by the ServiceMonitor',
          async () => (await after.query('visits_total{pod="checkout-0"}')).length === 1,
        );
        await eventually('the silence in both instances', async () =>
          (await Promise.all([0, 1].map(async (peer) => hasSilence(peer, silence)))).every(Boolean),
        );
        await eventually('both in one mesh', async () => {
          const { cluster: mesh } = await (await alertmanagerOf(1)).status();
          return mesh.peers?.length === 2;
        });
      }, 300_000);

      async function apply(yaml: string): Promise<void> {
        await cluster().kubectl(['apply', '--server-side', '-f', '-'], { stdin: yaml });
      }

      async function uidOf(kind: string, name: string): Promise<string> {
        const { stdout } = await cluster().kubectl([
          '-n',
          MONITORING,
          'get',
          kind,
          name,
          '-o',
          'jsonpath={.metadata.uid}',
        ]);
        return stdout;
      }

      /** Each claim, and the volume that it is bound to. */
      async function claimsBefore(): Promise<Map<string, string>> {
        const { stdout } = await cluster().kubectl(['-n', MONITORING, 'get', 'pvc', '-o', 'json']);
        const { items } = JSON.parse(stdout) as { items: PersistentVolumeClaim[] };
        return new Map(
          items.map(({ metadata, spec }) => [
            metadata?.name ?? '',
            `${metadata?.uid ?? ''} ${spec?.volumeName ?? ''}`,
          ]),
        );
      }

      async function getPod(name: string): Promise<Pod> {
        const { stdout } = await cluster().kubectl(['-n', MONITORING, 'get', 'pod', name, '-o', 'json']);
        return JSON.parse(stdout) as Pod;
      }

      async function prometheusOf(replica: number): Promise<PrometheusApi> {
        const pod = await cluster().node.untilReady(MONITORING, `prometheus-k8s-${replica}`);
        return new PrometheusApi(`http://${pod.address}:9090`);
      }

      async function alertmanagerOf(peer: number): Promise<AlertmanagerApi> {
        const pod = await cluster().node.untilReady(MONITORING, `alertmanager-main-${peer}`);
        return new AlertmanagerApi(`http://${pod.address}:9093`);
      }

      async function hasSilence(peer: number, id: string): Promise<boolean> {
        return (await (await alertmanagerOf(peer)).silences()).some((silence) => silence.id === id);
      }

      /** Runs commands as they stand in the document, in a shell whose kubectl and npx are ours. */
      async function run(script: string): Promise<void> {
        const kubeconfig = cluster().controlPlane.adminKubeconfig;
        command(
          'kubectl',
          `KUBECONFIG=${kubeconfig} exec ${requireProgram('kubectl')} --cache-dir=${folder}/cache "$@"`,
        );
        command('npx', `shift; exec ${ROOT}/node_modules/.bin/tsx ${ROOT}/lib/cli/main.ts "$@"`);
        const child = spawn('sh', ['-e', '-c', script], {
          cwd: folder,
          env: { ...process.env, PATH: `${folder}:${process.env.PATH ?? ''}` },
        });
        const code = new Promise<number | null>((done) => child.once('close', done));
        const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
        if ((await code) !== 0) {
          throw new Error(`${script}\n${stderr}${stdout}`);
        }
      }

      function command(name: string, body: string): void {
        writeFileSync(join(folder, name), `#!/bin/sh\n${body}\n`);
        chmodSync(join(folder, name), 0o755);
      }
    },
  );
});

/** The commands of each step of the document, in their order. */
function documentedSteps(): string[] {
  const document = readFileSync(join(ROOT, 'docs', 'import.md'), 'utf8');
  const steps = [...document.matchAll(/```sh step\n([\s\S]*?)```/g)].map(([, commands = '']) => commands);
  expect(steps.length).toBeGreaterThanOrEqual(5);
  return steps;
}
