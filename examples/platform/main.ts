import { App, Chart } from 'cdk8s';
import { KubeStateMetrics } from './exporters/kube-state-metrics';
import { NodeExporter } from './exporters/node-exporter';
import { Monitoring } from './monitoring';
import { ControlPlane } from './monitors/control-plane';
import { monitorExporters } from './monitors/exporters';
import { Namespaces } from './namespaces';
import { Shop } from './shop/shop';

/**
 * The monitoring of a whole cluster, and one team that is monitored by it. A chart is a file; that of the
 * namespaces comes first, so that `kubectl apply -f` of the folder works on an empty cluster.
 */
export function platform(app: App): void {
  const namespaces = new Chart(app, 'namespaces');
  new Namespaces(namespaces, 'namespaces');

  const exporters = new Chart(app, 'exporters');
  const nodes = new NodeExporter(exporters, 'node-exporter');
  const state = new KubeStateMetrics(exporters, 'kube-state-metrics');

  const monitoring = new Chart(app, 'monitoring', { namespace: 'monitoring' });
  new Monitoring(monitoring, 'stack');
  new ControlPlane(monitoring, 'control-plane');
  monitorExporters(monitoring, nodes, state);

  const shop = new Chart(app, 'shop', { namespace: 'shop' });
  new Shop(shop, 'shop');

  for (const chart of [exporters, monitoring, shop]) {
    chart.addDependency(namespaces);
  }
}

if (require.main === module) {
  const app = new App({ outdir: process.env.CDK8S_OUTDIR ?? 'out/platform' });
  platform(app);
  app.synth();
}
