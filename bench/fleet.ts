import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Fleet, FleetApp, Prometheus, ServiceMonitor, Synthesis } from '../lib';
import type { Program } from './apps';
import { bareCdk8s, readOutput, type BareChart } from './bare';
import { inFolder, measurePair, type Pair } from './measure';

/** Beside bare cdk8s that writes the same bytes, an App for each cluster. */
export const FLEET_GOAL = 1.5;

/** Twice as many clusters may take so many times as long: linear, and what a larger heap costs. */
export const FLEET_GROWTH_GOAL = 2.4;

export const CLUSTERS = 100;

/** What a fleet costs, beside the same objects by themselves, and beside a fleet of half the size. */
export interface FleetResult {
  readonly bare: Pair;
  readonly growth: Pair;
}

/** Clusters of one Prometheus and fifty monitors each. */
export function measureFleet(rounds: number): FleetResult {
  return inFolder((folder) => {
    fleetOf(CLUSTERS)(folder);
    const bare = bareClusters(folder);
    if (!sameFiles(folder, bare)) {
      throw new Error('a fleet: bare cdk8s writes other bytes, so that nothing can be compared');
    }
    return {
      bare: measurePair(fleetOf(CLUSTERS), bare, rounds),
      growth: measurePair(fleetOf(CLUSTERS), fleetOf(CLUSTERS / 2), rounds),
    };
  });
}

function fleetOf(clusters: number): Program {
  return (outdir) => {
    const app = new FleetApp({ outdir });
    Synthesis.of(app).configure({ onWarning: () => undefined });
    new Fleet(app, 'monitoring', {
      namespace: 'monitoring',
      clusters: Array.from({ length: clusters }, (_, index) => ({ name: `cluster-${index}` })),
      template: (cluster) => {
        for (let index = 0; index < 50; index += 1) {
          const name = `service-${index}`;
          new ServiceMonitor(cluster, name, {
            selector: { matchLabels: { app: name, tier: 'backend' } },
            endpoints: [{ port: 'metrics', interval: '30s' }],
          });
        }
        return new Prometheus(cluster, 'k8s', { serviceMonitorSelector: {}, storage: { emptyDir: {} } });
      },
    });
    app.synth();
  };
}

/** An App for each folder of an earlier output. */
function bareClusters(output: string): Program {
  const clusters = readdirSync(output).map((name): readonly [string, BareChart[]] => [
    name,
    readOutput(join(output, name)),
  ]);
  return (outdir) => {
    for (const [name, charts] of clusters) {
      mkdirSync(join(outdir, name));
      bareCdk8s(charts)(join(outdir, name));
    }
  };
}

function sameFiles(output: string, bare: Program): boolean {
  return inFolder((other) => {
    bare(other);
    const files = filesOf(output);
    return (
      files.join() === filesOf(other).join() &&
      files.every((file) => readFileSync(join(output, file)).equals(readFileSync(join(other, file))))
    );
  });
}

function filesOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.yaml'))
    .sort();
}
