import { Chart, Testing } from 'cdk8s';
import {
  Alertmanager,
  AlertmanagerConfig,
  type AlertmanagerConfigProps,
  type AlertmanagerProps,
} from '../../../lib/alertmanager';
import { alertmanagerConfigProps } from '../../../lib/operator/convert/alertmanager-config';
import { SynthesisError } from '../../../lib/problems';
import { Synthesis } from '../../../lib/synthesis';
import type { Manifest } from '../../../lib/kubernetes';
import type { Resource } from './corpus';

/** What we make of an input: the file, or the errors for which there is none. */
export type Made = { readonly text: string } | { readonly errors: readonly string[] };

/** Our `alertmanager.yml` for a configuration and the resources that are added to it. */
export function ours(
  namespace: string,
  resources: readonly Resource[],
  props: (constructs: readonly AlertmanagerConfig[]) => Partial<AlertmanagerProps>,
): Made {
  const app = Testing.app();
  const chart = new Chart(app, 'conformance', { namespace });
  Synthesis.of(app).configure({ onWarning: () => undefined });
  const constructs = resources.map(
    ({ metadata, spec }, index) =>
      new AlertmanagerConfig(chart, `config-${index}`, {
        name: metadata.name ?? 'nameless',
        namespace: metadata.namespace ?? namespace,
        ...(alertmanagerConfigProps(spec) as AlertmanagerConfigProps),
      }),
  );
  new Alertmanager(chart, 'main', {
    storage: { emptyDir: {} },
    config: 'external',
    ...props(constructs),
  });
  try {
    app.synth();
  } catch (error) {
    if (error instanceof SynthesisError) {
      return {
        errors: error.problems
          .filter(({ severity }) => severity === 'error')
          .map(({ code, field, complaint }) => `${code}: ${field ?? ''} ${complaint}`),
      };
    }
    throw error;
  }
  const objects = Testing.synth(chart) as Array<
    Manifest & { readonly data?: Readonly<Record<string, string>> }
  >;
  const text = objects.find(({ kind, metadata }) => kind === 'ConfigMap' && metadata.name === 'main')?.data?.[
    'alertmanager.yml'
  ];
  return { text: text ?? '' };
}
