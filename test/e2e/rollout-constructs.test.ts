import { readFileSync } from 'node:fs';
import { Chart } from 'cdk8s';
import type { Job } from 'kubernetes-types/batch/v1';
import type { Pod, Secret } from 'kubernetes-types/core/v1';
import { Alertmanager, webhook, type Rollout } from '../../lib';
import { AlertmanagerApi, describeCluster, eventually, http, useCluster } from '../cluster';
import { synthesize } from './synth';

const SET = 'alertmanager-main';
const ORDINALS = [0, 1, 2];
const SILENCES = 5;

/** Replacing three of them one by one takes some twenty seconds. */
const ROLL = { deadline: 90_000 };

describeCluster(
  'the companion that an Alertmanager brings along',
  ['alertmanager', 'prometheus-config-reloader'],
  () => {
    const cluster = useCluster({ restartDelay: 500 });

    describe.each<[string, string, Rollout]>([
      ['Controller', 'by-controller', { mode: 'Controller' }],
      ['Job', 'by-job', { mode: 'Job' }],
    ])('%s', (mode, namespace, rollout) => {
      let first: Readonly<Record<string, string>>;

      beforeAll(async () => {
        await cluster().namespace(namespace);
        await apply('120h');
        for (const ordinal of ORDINALS) {
          await cluster().node.untilReady(namespace, `${SET}-${ordinal}`);
        }
        for (let i = 0; i < SILENCES; i += 1) {
          await api(i % ORDINALS.length).silence({
            matchers: [{ name: 'alertname', value: `Known${i}`, isRegex: false, isEqual: true }],
            startsAt: new Date().toISOString(),
            endsAt: new Date(Date.now() + 3_600_000).toISOString(),
            createdBy: 'on-call',
            comment: 'known',
          });
        }
        await allHold();
      }, 120_000);

      test('a change of the pods is rolled with the rights that were written, and no silence is lost', async () => {
        first = uids();
        await apply('121h');
        await eventually('three other pods', () => replaced(first, uids()), ROLL);
        await allHold();
        await untilDone();
      }, 280_000);

      test('what is applied again changes nothing, and replaces nobody', async () => {
        const before = uids();
        const jobs = await jobNames();
        const said = await apply('121h');
        expect(said).not.toMatch(/created|deployment\S+ configured|statefulset\S+ configured/);
        expect(uids()).toEqual(before);
        expect(await jobNames()).toEqual(jobs);
      });

      if (mode === 'Controller') {
        test('one that has nothing to do takes little memory', async () => {
          const { name, url } = await controller();
          const looked = await lastLook(url);
          await eventually('it to look around for a while', async () => (await lastLook(url)) > looked + 30, {
            deadline: 90_000,
          });
          const { pid } = cluster().node.pod(namespace, name).container().current;
          const status = readFileSync(`/proc/${pid}/status`, 'utf8');
          const [, kibibytes] = /^VmRSS:\s+(\d+) kB$/m.exec(status) ?? [];
          expect(Number(kibibytes) / 1024).toBeLessThan(70);
        }, 120_000);
      }

      if (mode === 'Job') {
        test('a finished Job that somebody deletes is made again, and replaces nobody', async () => {
          const before = uids();
          await cluster().kubectl(['delete', 'job', '--all', '--namespace', namespace]);
          await apply('121h');
          await eventually('the Job', async () => (await jobNames()).length === 1);
          await untilDone();
          expect(uids()).toEqual(before);
        }, 280_000);
      }

      async function untilDone(): Promise<void> {
        if (mode === 'Job') {
          // The first one may come before the pods, and is then tried again after 10 s, 20 s, 40 s.
          await eventually(
            'the Jobs to end well',
            async () => (await list<Job>('batch/v1', 'Job')).every(({ status }) => status?.succeeded === 1),
            { deadline: 150_000 },
          );
          return;
        }
        await eventually('the copy in its Secret', async () => {
          const secret = await cluster().api.get<Secret>({
            apiVersion: 'v1',
            kind: 'Secret',
            namespace,
            name: `${SET}-mesh`,
          });
          return secret.data?.['mesh-state.gz'] !== undefined;
        });
        const { text } = await http((await controller()).url);
        expect(text).toMatch(new RegExp(`copy_entries\\{.*kind="silence".*\\} ${SILENCES}`));
      }

      async function controller(): Promise<{ readonly name: string; readonly url: string }> {
        const [pod] = (await list<Pod>('v1', 'Pod')).filter(({ metadata }) =>
          metadata?.name?.includes('rollout'),
        );
        return {
          name: pod?.metadata?.name ?? '',
          url: `http://${pod?.status?.podIP ?? ''}:8080/metrics`,
        };
      }

      /** Seconds since 1970. */
      async function lastLook(url: string): Promise<number> {
        const { text } = await http(url);
        return Number(/^alertmanager_rollout_last_look_timestamp_seconds (\S+)$/m.exec(text)?.[1]);
      }

      async function apply(retention: string): Promise<string> {
        const manifests = synthesize((app) => {
          const chart = new Chart(app, 'monitoring', { namespace });
          new Alertmanager(chart, 'main', {
            storage: { emptyDir: {} },
            retention,
            rollout,
            config: {
              route: { receiver: 'hook' },
              receivers: [webhook('hook', { url: 'http://hook.monitoring.svc/' })],
            },
          });
        });
        const stdin = manifests.map(({ yaml }) => yaml).join('---\n');
        return (await cluster().kubectl(['apply', '-f', '-'], { stdin })).stdout;
      }

      function uids(): Record<string, string> {
        return Object.fromEntries(
          ORDINALS.map((ordinal) => [`${ordinal}`, cluster().node.pod(namespace, `${SET}-${ordinal}`).uid]),
        );
      }

      async function allHold(): Promise<void> {
        for (const ordinal of ORDINALS) {
          await cluster().node.untilReady(namespace, `${SET}-${ordinal}`);
          await eventually(
            `${SILENCES} silences at ${ordinal}`,
            async () => (await api(ordinal).silences()).length === SILENCES,
            ROLL,
          );
        }
      }

      function api(ordinal: number): AlertmanagerApi {
        return new AlertmanagerApi(
          `http://${cluster().node.pod(namespace, `${SET}-${ordinal}`).address}:9093`,
        );
      }

      async function jobNames(): Promise<string[]> {
        return (await list<Job>('batch/v1', 'Job')).map(({ metadata }) => metadata?.name ?? '').sort();
      }

      async function list<T>(apiVersion: string, kind: string): Promise<T[]> {
        return cluster().api.list({ apiVersion, kind, namespace }) as Promise<T[]>;
      }
    });
  },
);

/** While a pod is on its way there is none of its name, which counts as the former one. */
function replaced(
  before: Readonly<Record<string, string>>,
  after: Readonly<Record<string, string>>,
): boolean {
  return Object.entries(before).every(([name, uid]) => after[name] !== undefined && after[name] !== uid);
}
