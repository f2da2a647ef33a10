import type { Pod } from 'kubernetes-types/core/v1';
import { instanceSettings, NotAlertmanagerError, podLook } from '../../../lib/companion/kubernetes';
import { find, synthesize } from '../../alertmanager/support';

const NOW = Date.UTC(2026, 10, 26, 12);

test('the pods of our own Alertmanager say how they are reached', () => {
  const outcome = synthesize({
    config: 'external',
    externalUrl: 'https://alerts.example.com/am',
    additionalArgs: [{ name: 'dispatch.start-delay', value: '1m30s' }],
  });
  const { spec } = find(outcome, 'StatefulSet', 'alertmanager-main');
  const [container] = spec.template.spec?.containers ?? [];

  expect(instanceSettings(container!)).toEqual({
    web: { scheme: 'http', port: 9093, prefix: '/am' },
    mesh: {
      port: 9094,
      label: 'monitoring/main',
      tls: false,
      named: true,
      peers: ['alertmanager-main-headless.monitoring.svc:9094'],
    },
    startDelay: 90,
  });
});

test.each([
  ['no arguments at all', [], { port: 9094, label: '', tls: false, named: false, peers: [] }],
  ['no mesh', ['--cluster.listen-address='], undefined],
  [
    'arguments in two words',
    [
      '--cluster.label',
      'l',
      '--cluster.listen-address',
      '[::]:9095',
      '--cluster.peer',
      'b:1',
      '--cluster.peer=a:1',
    ],
    { port: 9095, label: 'l', tls: false, named: false, peers: ['a:1', 'b:1'] },
  ],
  [
    'TLS',
    ['--cluster.tls-config=/etc/tls.yml', '--cluster.peer-name=$(POD_NAME)'],
    { port: 9094, label: '', tls: true, named: true, peers: [] },
  ],
])('%s', (_, args, mesh) => {
  expect(instanceSettings({ name: 'alertmanager', args }).mesh).toEqual(mesh);
});

test('a pod that is well', () => {
  expect(podLook(pod({}), NOW)).toMatchObject({
    name: 'alertmanager-main-0',
    uid: 'uid',
    revision: 'alertmanager-main-7f',
    address: 'fd00::7',
    age: 60,
    ending: false,
    ready: true,
    failure: undefined,
    obstacle: undefined,
  });
});

test.each([
  [
    'crashes',
    {
      waiting: { reason: 'CrashLoopBackOff' },
      terminated: { exitCode: 1 },
      failure: 'container "alertmanager": CrashLoopBackOff, exit code 1, 3 restarts',
    },
  ],
  [
    'has no image',
    {
      waiting: { reason: 'ImagePullBackOff', message: 'Back-off pulling image' },
      failure: 'container "alertmanager": ImagePullBackOff, 3 restarts: Back-off pulling image',
    },
  ],
  [
    'waits for its ConfigMap, which may come',
    {
      waiting: { reason: 'CreateContainerConfigError', message: 'configmap "main" not found' },
      failure: undefined,
      obstacle: 'container "alertmanager": CreateContainerConfigError: configmap "main" not found',
    },
  ],
])('a pod that %s', (_, { waiting, failure, ...rest }) => {
  const seen = podLook(
    pod({ ready: false, waiting, terminated: 'terminated' in rest ? rest.terminated : undefined }),
    NOW,
  );
  expect(seen).toMatchObject({ ready: false, failure });
  if ('obstacle' in rest) {
    expect(seen.obstacle).toBe(rest.obstacle);
  }
});

test('a pod without an Alertmanager is none of ours', () => {
  const other: Pod = { ...pod({}), spec: { containers: [{ name: 'web', image: 'nginx' }] } };
  expect(() => podLook(other, NOW)).toThrow(NotAlertmanagerError);
});

interface Situation {
  readonly ready?: boolean;
  readonly waiting?: { readonly reason: string; readonly message?: string };
  readonly terminated?: { readonly exitCode: number } | undefined;
}

function pod({ ready = true, waiting, terminated }: Situation): Pod {
  return {
    metadata: {
      name: 'alertmanager-main-0',
      uid: 'uid',
      labels: { 'controller-revision-hash': 'alertmanager-main-7f' },
      creationTimestamp: new Date(NOW - 60_000).toISOString(),
    },
    spec: { containers: [{ name: 'alertmanager', image: 'quay.io/prometheus/alertmanager:v0.34.2' }] },
    status: {
      phase: 'Running',
      podIP: 'fd00:0::7',
      conditions: [{ type: 'Ready', status: ready ? 'True' : 'False' }],
      containerStatuses: [
        {
          name: 'alertmanager',
          image: '',
          imageID: '',
          ready,
          restartCount: ready ? 0 : 3,
          ...(waiting && { state: { waiting } }),
          ...(terminated && { lastState: { terminated } }),
        },
      ],
    },
  };
}
