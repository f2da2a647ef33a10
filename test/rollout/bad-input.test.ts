import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describeCluster, sandboxFolder, useCluster } from '../cluster';
import { NAME, statefulSet, surroundings, type SetOptions } from './alertmanagers';
import { Companion } from './companion';

/** Each is its own message and exit code, and nothing is changed. */
describeCluster('what cannot be rolled', ['alertmanager'], () => {
  const cluster = useCluster({ restartDelay: 500 });
  let companion: Companion;
  let namespace: string;

  beforeAll(async () => {
    companion = await Companion.prepare(cluster().controlPlane.adminKubeconfig);
    namespace = await cluster().namespace('bad-input');
    for (const object of surroundings(namespace, 'http://127.0.0.1:1')) {
      await cluster().api.apply(object);
    }
    const options = { namespace, strategy: 'OnDelete', persistent: false, replicas: 1 } as const;
    await apply(options);
    await cluster().node.untilReady(namespace, `${NAME}-0`);
  });

  test.each([
    ['no such namespace', ['status', NAME, '-n', 'nowhere'], 4, 'there is no namespace "nowhere"'],
    ['no such StatefulSet', ['status', 'nobody', '-n', 'bad-input'], 4, 'has no StatefulSet "nobody"'],
    ['no such context', ['status', NAME, '--context', 'x'], 3, 'has no context "x"; it has: test'],
    ['no arguments', ['rollout'], 2, "missing required argument 'statefulset'"],
    [
      'half a key pair',
      ['status', NAME, '--mesh-cert', '/x'],
      2,
      '--mesh-cert and --mesh-key belong together',
    ],
    [
      'a deadline that is none',
      ['rollout', NAME, '--deadline', 'soon'],
      2,
      'write a duration such as 90s or 5m',
    ],
    ['no backup', ['restore', NAME, '-i', '/nowhere'], 2, '/nowhere is no backup'],
    ['not even JSON', ['restore', NAME, '-i', '/etc/passwd'], 2, '/etc/passwd is no backup'],
  ])('%s', async (_, args, code, message) => {
    const run = await companion.run(args);
    expect(run.stderr).toContain(message);
    expect(run).toMatchObject({ code, stdout: '' });
  });

  test('a single instance is said to be down for a moment, and is well', async () => {
    expect(await companion.run(['status', NAME, '-n', namespace])).toMatchObject({ code: 0 });
    const plan = await companion.run(['plan', NAME, '-n', namespace]);
    expect(plan.stdout).toContain('it is a single instance: nobody notifies while it restarts');
    expect(plan.code).toBe(0);
  });

  test.each([
    [
      'without a current context',
      '{"kind":"Config","clusters":[],"contexts":[],"users":[]}',
      'no current context',
    ],
    [
      'that speaks plainly to its server',
      JSON.stringify({
        kind: 'Config',
        'current-context': 'c',
        clusters: [{ name: 'c', cluster: { server: 'http://127.0.0.1:1' } }],
        users: [{ name: 'u', user: { token: 't' } }],
        contexts: [{ name: 'c', context: { cluster: 'c', user: 'u' } }],
      }),
      'the kubeconfig cannot be used: HTTP protocol is not allowed',
    ],
    ['that is none', '', 'the kubeconfig cannot be read: it is none'],
  ])('a kubeconfig %s', async (_, content, message) => {
    const kubeconfig = join(await sandboxFolder('kubeconfig'), 'config');
    await writeFile(kubeconfig, content);
    const run = await companion.run(['status', NAME], { KUBECONFIG: kubeconfig });
    expect(run.stderr).toContain(message);
    expect(run).toMatchObject({ code: 3 });
  });

  test('a right that is missing is named: verb, resource, and whose', async () => {
    const token = await cluster().controlPlane.tokenFor(namespace, 'default');
    const kubeconfig = await cluster().controlPlane.kubeconfigFor(token);
    const run = await companion.run(['rollout', NAME, '-n', namespace], { KUBECONFIG: kubeconfig });
    expect(run.code).toBe(6);
    expect(run.stderr).toContain(
      'User "system:serviceaccount:bad-input:default" cannot get resource "statefulsets" in API group "apps"',
    );
    expect(await lease()).toBeUndefined();
  });

  test('a StatefulSet that is none of Alertmanagers', async () => {
    const other = statefulSet({ namespace, strategy: 'OnDelete', persistent: false, replicas: 0 });
    const [container] = other.spec?.template.spec?.containers ?? [];
    Object.assign(container!, { name: 'web', image: 'node:24' });
    Object.assign(other.metadata!, { name: 'web' });
    await cluster().api.apply(other);
    const run = await companion.run(['rollout', 'web', '-n', namespace]);
    expect(run).toMatchObject({ code: 5 });
    expect(run.stderr).toContain('StatefulSet bad-input/web is none of Alertmanagers');
  });

  test('a gossip port that is closed', async () => {
    await cluster().api.patch(
      { apiVersion: 'apps/v1', kind: 'StatefulSet', namespace, name: NAME },
      { spec: { replicas: 1 } },
    );
    const pod = await cluster().node.untilReady(namespace, `${NAME}-0`);
    await pod.link.isolate();
    try {
      const run = await companion.run(['rollout', NAME, '-n', namespace]);
      expect(run).toMatchObject({ code: 8 });
      expect(run.stderr).toContain('its gossip port 9094');
      expect(run.stderr).toContain('NetworkPolicy');
    } finally {
      await pod.link.rejoin();
    }
  }, 60_000);

  test('no replicas', async () => {
    await apply({ namespace, strategy: 'OnDelete', persistent: false, replicas: 0 });
    const run = await companion.run(['status', NAME, '-n', namespace]);
    expect(run).toMatchObject({ code: 7 });
    expect(run.stderr).toContain('it has no replicas');
  });

  async function apply(options: SetOptions): Promise<void> {
    await cluster().api.apply(statefulSet(options));
  }

  async function lease(): Promise<unknown> {
    const reference = {
      apiVersion: 'coordination.k8s.io/v1',
      kind: 'Lease',
      namespace,
      name: `${NAME}-rollout`,
    };
    return cluster().api.find(reference);
  }
});
