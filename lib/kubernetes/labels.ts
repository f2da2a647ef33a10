/** Who an object belongs to. */
export interface Identity {
  /** The program: `prometheus`, `alertmanager`. */
  readonly app: string;

  /** The `name` of the construct. */
  readonly instance: string;

  /** The version of the program. */
  readonly version: string;

  /** The number of the shard, where an instance is divided among several workloads. */
  readonly shard?: number;
}

/** Called as by the operator, so that who looks for the pods of a shard finds them. */
const SHARD_LABEL = 'operator.prometheus.io/shard';

/** What selectors use: never changes in the life of an instance. */
export function selectorLabels({ app, instance, shard }: Identity): Record<string, string> {
  return {
    'app.kubernetes.io/name': app,
    'app.kubernetes.io/instance': instance,
    ...(shard === undefined ? {} : { [SHARD_LABEL]: String(shard) }),
  };
}

/** By this Kubernetes lets a Service choose one pod of a StatefulSet. */
export const POD_NAME_LABEL = 'statefulset.kubernetes.io/pod-name';

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
  return componentLabels(labels, 'headless');
}

/** The labels of something that is not to be taken for the whole. */
export function componentLabels(
  labels: Readonly<Record<string, string>>,
  part: string,
): Record<string, string> {
  return { ...labels, [COMPONENT_LABEL]: `${labels[COMPONENT_LABEL] ?? ''}-${part}` };
}
