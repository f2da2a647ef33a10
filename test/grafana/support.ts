import { Chart, Testing } from 'cdk8s';
import { Alertmanager } from '../../lib/alertmanager';
import { Prometheus } from '../../lib/prometheus';
import type { Manifest } from '../../lib/kubernetes';
import type { Problem } from '../../lib/problems';
import { SynthesisError } from '../../lib/problems';
import { Synthesis } from '../../lib/synthesis';

/** An app with a Prometheus and an Alertmanager, in which a Grafana can be put. */
export interface World {
  readonly chart: Chart;
  readonly prometheus: Prometheus;
  readonly alertmanager: Alertmanager;
}

export interface Outcome {
  readonly manifests: readonly Manifest[];
  readonly errors: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Synthesizes the app, with what `fill` puts into it. */
export function synthesize(fill: (world: World) => void): Outcome {
  const app = Testing.app();
  const chart = new Chart(app, 'monitoring', { namespace: 'monitoring' });
  const warnings: Problem[] = [];
  Synthesis.of(app).configure({ onWarning: (warning) => warnings.push(warning) });
  const alertmanager = new Alertmanager(chart, 'main', {
    storage: { emptyDir: {} },
    config: { route: { receiver: 'none' }, receivers: [{ name: 'none' }] },
  });
  const prometheus = new Prometheus(chart, 'k8s', {
    storage: { emptyDir: {} },
    alerting: { alertmanagers: [alertmanager] },
    ruleSelector: {},
  });
  fill({ chart, prometheus, alertmanager });
  try {
    Synthesis.of(app).report();
    return { manifests: Testing.synth(chart) as Manifest[], errors: [], warnings };
  } catch (error) {
    if (error instanceof SynthesisError) {
      return { manifests: [], errors: error.problems, warnings };
    }
    throw error;
  }
}

/** The object of the kind and name. */
export function find(outcome: Outcome, kind: string, name: string): Manifest {
  const found = outcome.manifests.find((each) => each.kind === kind && each.metadata.name === name);
  if (found === undefined) {
    throw new Error(
      `no ${kind} ${name}: ${[...outcome.errors.map((error) => JSON.stringify(error)), ...outcome.manifests.map((each) => `${each.kind} ${each.metadata.name}`)].join('\n')}`,
    );
  }
  return found;
}

/** A dashboard with one panel that asks the expression. */
export function dashboard(expr: string, more: Readonly<Record<string, unknown>> = {}) {
  return {
    title: 'Checkout',
    panels: [{ id: 1, title: 'Requests', type: 'timeseries', targets: [{ refId: 'A', expr }] }],
    ...more,
  };
}
