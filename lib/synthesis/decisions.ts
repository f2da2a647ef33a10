import { clusterName } from './cluster';
import type { Planned } from './written';

/** Something that a workload has decided and that its manifests do not tell any more, for reports. */
export interface Decision {
  /** What was decided, `placement` of rules. */
  readonly kind: string;

  /** As the command line names it: `prometheus/k8s`. */
  readonly subject: string;
  readonly namespace: string;

  /** Plain data. */
  readonly content: unknown;
}

/** A decision, and whose it is. */
export interface MadeDecision extends Decision {
  /** Path of the construct. */
  readonly path: string;

  /** Empty where the app has but one. */
  readonly cluster: string;
}

export function decisionsOf(plans: readonly Planned[]): MadeDecision[] {
  return plans.flatMap(({ workload, plan }) =>
    (plan.decisions ?? []).map((decision) => ({
      ...decision,
      path: workload.node.path,
      cluster: clusterName(workload),
    })),
  );
}
