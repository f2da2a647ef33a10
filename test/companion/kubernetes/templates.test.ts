import type { PodTemplateSpec } from 'kubernetes-types/core/v1';
import { NotAlertmanagerError, selects, templateLook } from '../../../lib/companion/kubernetes';

const TEMPLATE: PodTemplateSpec = {
  metadata: { labels: { 'app.kubernetes.io/version': '0.34.2' }, annotations: { change: 'x' } },
  spec: {
    containers: [
      {
        name: 'alertmanager',
        image: 'quay.io/prometheus/alertmanager@sha256:0f',
        args: [
          '--storage.path=/alertmanager',
          '--cluster.peer=b:1',
          '--log.silences',
          '--cluster.peer',
          'a:1',
        ],
        env: [{ name: 'A', value: '1' }],
        volumeMounts: [
          { name: 'root', mountPath: '/' },
          { name: 'data', mountPath: '/alertmanager', subPath: 'alertmanager-db' },
        ],
      },
    ],
    volumes: [{ name: 'root', emptyDir: {} }],
  },
};

test('a template is read: flags, storage, and the paths of all else', () => {
  const look = templateLook(TEMPLATE);
  expect(look).toMatchObject({
    image: 'quay.io/prometheus/alertmanager@sha256:0f',
    versionLabel: '0.34.2',
    flags: [
      ['cluster.peer', 'a:1'],
      ['cluster.peer', 'b:1'],
      ['log.silences', ''],
      ['storage.path', '/alertmanager'],
    ],
    storage: 'claim data',
  });
  expect(look.rest.get('metadata.annotations.change')).toBe('"x"');
  expect(look.rest.get('spec.containers[alertmanager].env[A].value')).toBe('"1"');
  expect([...look.rest.keys()].filter((path) => /args|image/.test(path))).toEqual([]);
});

test.each([
  ['a volume of the pod', [{ name: 'data', emptyDir: {} }], 'emptyDir'],
  ['a claim by its name', [{ name: 'data', persistentVolumeClaim: { claimName: 'mine' } }], 'claim mine'],
])('data may be in %s', (_, volumes, expected) => {
  expect(templateLook({ ...TEMPLATE, spec: { ...TEMPLATE.spec!, volumes } }).storage).toBe(expected);
});

test('a template without an Alertmanager is none of ours', () => {
  expect(() => templateLook({ spec: { containers: [{ name: 'web' }] } })).toThrow(NotAlertmanagerError);
});

test.each([
  ['by labels', { matchLabels: { app: 'am' } }, true],
  ['by another label', { matchLabels: { app: 'am', team: 'x' } }, false],
  ['that takes all', {}, true],
  ['In', { matchExpressions: [{ key: 'app', operator: 'In', values: ['am', 'b'] }] }, true],
  ['NotIn', { matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['am'] }] }, false],
  [
    'NotIn of what is not there',
    { matchExpressions: [{ key: 'x', operator: 'NotIn', values: ['y'] }] },
    true,
  ],
  ['Exists', { matchExpressions: [{ key: 'x', operator: 'Exists' }] }, false],
  ['DoesNotExist', { matchExpressions: [{ key: 'x', operator: 'DoesNotExist' }] }, true],
  ['none', undefined, false],
])('a selector %s', (_, selector, expected) => {
  expect(selects(selector, { app: 'am' })).toBe(expected);
});
