import { Chart, Size, Testing } from 'cdk8s';
import type { StatefulSetSpec } from 'kubernetes-types/apps/v1';
import type { ServiceSpec } from 'kubernetes-types/core/v1';
import {
  Alertmanager,
  pagerduty,
  slack,
  type AlertmanagerConfiguration,
  type AlertmanagerProps,
} from '../../lib/alertmanager';
import type { Manifest } from '../../lib/kubernetes';
import { SynthesisError, type Problem } from '../../lib/problems';
import { secretKey } from '../../lib/references';
import { Synthesis } from '../../lib/synthesis';

/** Pages for what is critical, a chat for the rest. */
export const ON_CALL: AlertmanagerConfiguration = {
  route: {
    receiver: 'pager',
    groupBy: ['alertname', 'namespace'],
    routes: [{ receiver: 'chat', matchers: ['severity="info"'] }],
  },
  receivers: [
    pagerduty('pager', { routingKey: secretKey('pagerduty', 'routing-key') }),
    slack('chat', { apiURL: secretKey('slack', 'url'), channel: '#on-call' }),
  ],
};

/** An Alertmanager about which there is nothing to say, by itself: its companion has tests of its own. */
export const SOUND: AlertmanagerProps = {
  storage: { size: Size.gibibytes(2) },
  config: ON_CALL,
  rollout: 'none',
};

export interface Outcome {
  readonly manifests: readonly Manifest[];
  readonly warnings: readonly Problem[];
  readonly figures: Readonly<Record<string, number>>;
  readonly alertmanager: Alertmanager;
}

/** What `main` in the namespace `monitoring` comes to. */
export function synthesize(props: Partial<AlertmanagerProps> = {}): Outcome {
  const app = Testing.app();
  const chart = new Chart(app, 'platform', { namespace: 'monitoring' });
  const warnings: Problem[] = [];
  Synthesis.of(app).configure({ onWarning: (warning) => warnings.push(warning) });
  const alertmanager = new Alertmanager(chart, 'main', { ...SOUND, ...props });
  const { figures } = Synthesis.of(app).report();
  return {
    manifests: Testing.synth(chart) as Manifest[],
    warnings,
    figures: figures['platform/main'] ?? {},
    alertmanager,
  };
}

/** The parts of objects that tests look at, by kind. */
interface Objects {
  readonly ConfigMap: { readonly data: Readonly<Record<string, string>> };
  readonly NetworkPolicy: { readonly spec: { readonly ingress: object } };
  readonly Service: { readonly spec: ServiceSpec };
  readonly StatefulSet: { readonly spec: StatefulSetSpec };
}

/** The object of this kind and name. */
export function find<Kind extends keyof Objects>(
  { manifests }: Outcome,
  kind: Kind,
  name: string,
): Objects[Kind] {
  const found = manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
  if (found === undefined) {
    throw new Error(`no ${kind} ${name} among ${manifests.map(({ metadata }) => metadata.name).join(', ')}`);
  }
  return found as unknown as Objects[Kind];
}

/** The text of `alertmanager.yml`. */
export function configText(
  config: AlertmanagerConfiguration,
  props: Partial<AlertmanagerProps> = {},
): string {
  const { data } = find(synthesize({ ...props, config }), 'ConfigMap', 'main');
  return data['alertmanager.yml'] ?? '';
}

/** The errors for which a synth of the whole app is refused, as `field: complaint`. */
export function errorsOf(props: Partial<AlertmanagerProps>, id = 'main'): string[] {
  return problemsOf(props, { id }).map(({ field, complaint }) => `${field ?? ''}: ${complaint}`);
}

/** Everything for which a synth of the whole app is refused; warnings, too, where it is strict. */
export function problemsOf(
  props: Partial<AlertmanagerProps>,
  { id = 'main', strict = false }: { readonly id?: string; readonly strict?: boolean } = {},
): readonly Problem[] {
  const app = Testing.app();
  const chart = new Chart(app, 'platform', { namespace: 'monitoring' });
  Synthesis.of(app).configure({ strict, onWarning: () => undefined });
  new Alertmanager(chart, id, { ...SOUND, ...props });
  try {
    app.synth();
    return [];
  } catch (error) {
    if (error instanceof SynthesisError) {
      return error.problems;
    }
    throw error;
  }
}
