/** Who an exporter is, in the terms of the recommended labels `app.kubernetes.io/…`. */
export interface Identity {
  readonly name: string;
  readonly instance: string;
  readonly version: string;
}

/** What selectors use: labels that stay the same for as long as the workload exists. */
export function selectorLabels({ name, instance }: Identity): Record<string, string> {
  return {
    'app.kubernetes.io/name': name,
    'app.kubernetes.io/instance': instance,
    'app.kubernetes.io/component': 'exporter',
  };
}

/** What objects and pods carry: the labels of the selectors, and those that change with a release. */
export function objectLabels(identity: Identity): Record<string, string> {
  return {
    ...selectorLabels(identity),
    'app.kubernetes.io/part-of': 'platform-monitoring',
    'app.kubernetes.io/version': identity.version,
  };
}
