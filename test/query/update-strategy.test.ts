import type { Chart } from 'cdk8s';
import type { StatefulSetSpec } from 'kubernetes-types/apps/v1';
import { ThanosRuler, ThanosStore, type ThanosRulerProps } from '../../lib/query';
import { errors, synth } from '../prometheus/monitoring';

const ruler = (chart: Chart, props: Partial<ThanosRulerProps> = {}): unknown =>
  new ThanosRuler(chart, 'k8s', {
    storage: { emptyDir: {} },
    queryEndpoints: ['http://query:9090'],
    ...props,
  });

const strategyOf = (build: (chart: Chart) => void, name: string): unknown =>
  (synth(build).object('StatefulSet', name).spec as StatefulSetSpec).updateStrategy;

test('pods with data are replaced one at a time where nothing is said, or as it is said', () => {
  expect(strategyOf((chart) => ruler(chart), 'thanos-ruler-k8s')).toEqual({ type: 'RollingUpdate' });
  const updateStrategy = { type: 'OnDelete' } as const;
  expect(strategyOf((chart) => ruler(chart, { updateStrategy }), 'thanos-ruler-k8s')).toEqual(updateStrategy);
  const store = (chart: Chart): unknown =>
    new ThanosStore(chart, 'k8s', {
      objectStorageConfig: { type: 'FILESYSTEM', config: { directory: '/bucket' } },
      storage: { emptyDir: {} },
      updateStrategy,
    });
  expect(strategyOf(store, 'thanos-store-k8s')).toEqual(updateStrategy);
});

test('what the API server would refuse is an error', () => {
  const rollingUpdate = { maxUnavailable: '0%' };
  expect(
    errors((chart) => ruler(chart, { updateStrategy: { type: 'OnDelete', rollingUpdate } })).map(
      (each) => each.split('\n')[0],
    ),
  ).toEqual([
    'monitoring/k8s: updateStrategy.rollingUpdate has no effect with "OnDelete"',
    'monitoring/k8s: updateStrategy.rollingUpdate.maxUnavailable "0%" is neither a number nor a percentage',
  ]);
});
