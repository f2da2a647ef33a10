import { ApiObject, Testing } from 'cdk8s';
import { observe, type Observation } from '../../lib/synthesis/observe';

function observed(apiVersion: string, kind: string): Observation {
  const chart = Testing.chart();
  new ApiObject(chart, 'object', { apiVersion, kind, metadata: { name: 'checkout', namespace: 'shop' } });
  return observe(chart.node.findAll());
}

describe('objects of the user are told', () => {
  test.each([
    ['apps/v1', 'Deployment'],
    ['apps/v1', 'StatefulSet'],
    ['apps/v1', 'DaemonSet'],
    ['apps/v1', 'ReplicaSet'],
    ['batch/v1', 'Job'],
    ['v1', 'Pod'],
  ])('by group and kind: %s %s makes pods', (apiVersion, kind) => {
    expect(observed(apiVersion, kind).pods).toMatchObject([{ owner: `${kind} shop/checkout` }]);
  });

  test.each([
    ['serving.knative.dev/v1', 'Service'],
    ['example.com/v1', 'Namespace'],
    ['metrics.k8s.io/v1', 'Pod'],
    ['v1', 'Deployment'],
    ['apps/v1', 'Service'],
    ['batch.volcano.sh/v1alpha1', 'Job'],
  ])('from those of other groups: %s %s', (apiVersion, kind) => {
    const { namespaces, services, pods } = observed(apiVersion, kind);
    expect([namespaces.size, services.length, pods.length]).toEqual([0, 0, 0]);
  });
});
