import { ServiceMonitor } from '../../../lib';
import type { Construct } from 'constructs';
import type { KubeStateMetrics } from '../exporters/kube-state-metrics';
import type { NodeExporter } from '../exporters/node-exporter';
import { PLATFORM } from './labels';

/** Scrapes the exporters: one selector and one port each, since the exporters say how they are labelled. */
export function monitorExporters(scope: Construct, nodes: NodeExporter, state: KubeStateMetrics): void {
  new ServiceMonitor(scope, 'node-exporter', {
    labels: PLATFORM,
    namespaceSelector: { matchNames: [nodes.namespace] },
    selector: { matchLabels: nodes.labels },
    endpoints: [
      {
        port: 'metrics',
        // A node is known by its name, not by an address that changes.
        relabelings: [{ sourceLabels: ['__meta_kubernetes_pod_node_name'], targetLabel: 'instance' }],
      },
    ],
  });

  new ServiceMonitor(scope, 'kube-state-metrics', {
    labels: PLATFORM,
    namespaceSelector: { matchNames: [state.namespace] },
    selector: { matchLabels: state.labels },
    endpoints: [
      // Its labels name the objects that it tells of, and these are what rules ask for.
      {
        port: 'http-metrics',
        honorLabels: true,
        relabelings: [{ regex: 'pod|service|endpoint|namespace', action: 'labeldrop' }],
      },
      { port: 'telemetry' },
    ],
  });
}
