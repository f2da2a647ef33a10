import type { ConfigMap, Container, Pod, PodSpec } from 'kubernetes-types/core/v1';
import { describeCluster, eventually, useCluster } from '.';
import { POD_SECURITY, RESTRICTED } from './harness.fixtures';

/** What a process can tell about where it is. */
const INTROSPECTION = `
  const fs = require('node:fs');
  const writable = (path) => { try { fs.writeFileSync(path + '/probe', ''); return true; } catch { return false; } };
  console.log(JSON.stringify({
    user: process.getuid(), group: process.getgid(), groups: process.getgroups(),
    capabilities: /CapEff:\\s*(.*)/.exec(fs.readFileSync('/proc/self/status', 'utf8'))[1],
    writable: ['/', '/etc', '/usr', '/settings', '/scratch'].filter(writable),
    settings: fs.readFileSync('/settings/greeting', 'utf8'),
    env: process.env.GREETING,
    argument: process.argv.at(-1),
  }));`;

describeCluster('a pod of the tests', [], () => {
  const cluster = useCluster({ restartDelay: 100 });
  let namespace: string;

  beforeAll(async () => {
    namespace = await cluster().namespace('pods');
  });

  test('has the user, the files and the environment that its manifest says', async () => {
    await cluster().api.apply(settings('settings', 'hello'));
    await run('introspective', {
      command: ['node', '-e', INTROSPECTION, '--', '$(POD_IP)'],
      env: [
        { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
        { name: 'GREETING', valueFrom: { configMapKeyRef: { name: 'settings', key: 'greeting' } } },
      ],
    });

    const pod = await cluster().node.untilEnded(namespace, 'introspective');

    expect(JSON.parse(pod.container().current.log())).toEqual({
      user: 1000,
      group: 1000,
      groups: [1000, 2000],
      capabilities: '0000000000000000',
      writable: ['/scratch'],
      settings: 'hello',
      env: 'hello',
      argument: pod.address,
    });
    await cluster().kubectl([
      'wait',
      '-n',
      namespace,
      'pod/introspective',
      '--for=jsonpath={.status.phase}=Succeeded',
    ]);
  });

  test('waits for a ConfigMap that it cannot do without', async () => {
    await run('patient', { command: ['sh', '-c', 'cat /settings/greeting'] }, 'late-settings');
    await eventually('it to say what it waits for', async () => {
      const { status } = await cluster().api.get<Pod>({
        apiVersion: 'v1',
        kind: 'Pod',
        namespace,
        name: 'patient',
      });
      return status?.phase === 'Pending' && status.message?.includes('ConfigMap "late-settings" not found');
    });

    await cluster().api.apply(settings('late-settings', 'at last'));

    const pod = await cluster().node.untilEnded(namespace, 'patient');
    expect(pod.container().current.log()).toBe('at last');
  });

  test('is started again when it dies, and has its time to end when it is deleted', async () => {
    const script = `process.on('SIGTERM', () => { console.log('farewell'); process.exit(); });
      setInterval(() => {}, 1000); console.log('up');`;
    await run('mortal', { command: ['node', '-e', script] }, 'settings', { restartPolicy: 'Always' });
    const pod = await cluster().node.untilReady(namespace, 'mortal');
    await pod.container().current.untilLog(/up/);

    pod.container().current.kill('SIGKILL');
    await eventually('a restart', () => pod.container().status().restartCount === 1);
    await pod.container().current.untilLog(/up\s+up/);
    await cluster().kubectl(['delete', 'pod', '-n', namespace, 'mortal']); // returns when it is gone

    expect(pod.container().current.running).toBe(false);
    expect(pod.container().current.log()).toBe('up\nup\nfarewell');
  });

  async function run(
    name: string,
    container: Omit<Container, 'name'>,
    configMap = 'settings',
    spec: Partial<PodSpec> = {},
  ): Promise<void> {
    await cluster().api.apply<Pod>({
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { namespace, name },
      spec: {
        restartPolicy: 'Never',
        securityContext: POD_SECURITY,
        containers: [
          {
            ...RESTRICTED,
            name: 'app',
            image: 'node:24',
            volumeMounts: [
              { name: 'settings', mountPath: '/settings' },
              { name: 'scratch', mountPath: '/scratch' },
            ],
            ...container,
          },
        ],
        volumes: [
          { name: 'settings', configMap: { name: configMap } },
          { name: 'scratch', emptyDir: {} },
        ],
        ...spec,
      },
    });
  }

  function settings(name: string, greeting: string): ConfigMap {
    return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { namespace, name }, data: { greeting } };
  }
});
