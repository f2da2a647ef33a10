/** Who an object belongs to. */
export interface Identity {
  /** The program: `prometheus`, `alertmanager`. */
  readonly app: string;

  /** The `name` of the construct. */
  readonly instance: string;

  /** The version of the program. */
  readonly version: string;
}

/** What selectors use: never changes in the life of an instance. */
export function selectorLabels({ app, instance }: Identity): Record<string, string> {
  return { 'app.kubernetes.io/name': app, 'app.kubernetes.io/instance': instance };
}

/** By this a monitor tells the Service for queries from the headless one, which has the same pods. */
export const COMPONENT_LABEL = 'app.kubernetes.io/component';

/** The labels of every object that we write. */
export function objectLabels(identity: Identity): Record<string, string> {
  return {
    ...selectorLabels(identity),
    [COMPONENT_LABEL]: identity.app,
    'app.kubernetes.io/part-of': 'monitoring',
    'app.kubernetes.io/managed-by': 'cdk8s-prometheus',
    'app.kubernetes.io/version': identity.version,
  };
}

/**
 * The labels of a headless Service: of another component, so that a monitor of the Service for queries
 * does not find the same pods a second time.
 */
export function headlessLabels(labels: Readonly<Record<string, string>>): Record<string, string> {
  return { ...labels, [COMPONENT_LABEL]: `${labels[COMPONENT_LABEL] ?? ''}-headless` };
}
