import type { PodSpec } from 'kubernetes-types/core/v1';
import type { Where } from '../problems';
import { checkChoice, compact } from '../values';
import { checkUpdateStrategy, type RollingUpdate } from '../workload';

/** How pods are scheduled and replaced, as Kubernetes has it. */
export interface PodPlacement {
  /** Whether pods use the network of their node. Pod Security `restricted` and `baseline` forbid it. @default false */
  readonly hostNetwork?: boolean;

  /** Whether users of the pods are users of the node. @default - Kubernetes' own: true */
  readonly hostUsers?: boolean;

  /** @default - the scheduler of the cluster */
  readonly schedulerName?: string;
  readonly runtimeClassName?: string;

  /** Whether variables name every Service of the namespace. @default false */
  readonly enableServiceLinks?: boolean;

  /** How a change of the pods is rolled out. @default { type: 'RollingUpdate' } */
  readonly updateStrategy?: {
    readonly type: 'RollingUpdate' | 'OnDelete';
    readonly rollingUpdate?: RollingUpdate;
  };

  /** Whether pods of a StatefulSet start one after another. @default 'Parallel' */
  readonly podManagementPolicy?: 'Parallel' | 'OrderedReady';
}

/** Reports what the API server would refuse. */
export function checkPlacement(where: Where, placement: PodPlacement): void {
  const { updateStrategy, podManagementPolicy } = placement;
  checkChoice(where.at('podManagementPolicy'), podManagementPolicy, ['Parallel', 'OrderedReady']);
  checkUpdateStrategy(where.at('updateStrategy'), updateStrategy);
}

/** The fields of the pods' spec, below what the user merges into it. */
export function placementOf(placement: PodPlacement): Partial<PodSpec> {
  return compact<PodSpec>({
    hostNetwork: placement.hostNetwork,
    // Else pods would ask the resolver of the node, which knows no Services.
    dnsPolicy: placement.hostNetwork === true ? 'ClusterFirstWithHostNet' : undefined,
    hostUsers: placement.hostUsers,
    schedulerName: placement.schedulerName,
    runtimeClassName: placement.runtimeClassName,
    enableServiceLinks: placement.enableServiceLinks,
  });
}
