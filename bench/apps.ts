import { App, Chart } from 'cdk8s';
import { platform } from '../examples/platform/main';
import { Prometheus, ServiceMonitor, Synthesis } from '../lib';

/** A program that is measured: what it writes goes to the folder. */
export type Program = (outdir: string) => void;

/** The example of the README. */
export const platformExample: Program = (outdir) => {
  const app = new App({ outdir });
  platform(app);
  app.synth();
};

/** One Prometheus and many teams, each with a monitor of the usual kind. */
export function manyMonitors(count: number): Program {
  return (outdir) => {
    const app = new App({ outdir });
    // Ten thousand monitors take a step in the number of ConfigMaps, and say so.
    Synthesis.of(app).configure({ onWarning: () => undefined });
    const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
    new Prometheus(chart, 'k8s', { serviceMonitorSelector: {}, storage: { emptyDir: {} } });
    for (let index = 0; index < count; index += 1) {
      const name = `service-${String(index).padStart(5, '0')}`;
      new ServiceMonitor(chart, name, {
        selector: { matchLabels: { app: name, 'app.kubernetes.io/part-of': 'shop', tier: 'backend' } },
        endpoints: [
          {
            port: 'metrics',
            interval: '30s',
            metricRelabelings: [{ sourceLabels: ['__name__'], regex: 'go_gc_.*', action: 'drop' }],
          },
        ],
      });
    }
    app.synth();
  };
}
