import { Fleet, FleetApp, Prometheus } from '../../lib';

/** An app of two clusters, each with a Prometheus of two shards. */
const app = new FleetApp();
new Fleet(app, 'monitoring', {
  namespace: 'monitoring',
  clusters: [{ name: 'eu' }, { name: 'us' }],
  template: (cluster) =>
    new Prometheus(cluster, 'k8s', { shards: 2, storage: { size: '10Gi' }, selfMonitoring: false }),
});
app.synth();
