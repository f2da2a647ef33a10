import type { Contribution, Plan, Workload } from './workload';
import type { World } from './world';
import type { Planned } from './written';

/**
 * Plans all workloads, each after those that may contribute to it, and says so in the order in which they are given, each with what it knows. Where
 * they wait for each other, one of them is planned without what the other has to say: who connects them reports that.
 */
export function planAll(worlds: ReadonlyMap<Workload, World>): Planned[] {
  const workloads = [...worlds.keys()];
  const byPath = new Map(workloads.map((workload) => [workload.node.path, workload]));
  const plans = new Map<Workload, Plan>();
  const contributions: Contribution[] = [];
  const open = new Set<Workload>();
  const visit = (workload: Workload): void => {
    const world = worlds.get(workload);
    if (world === undefined || open.has(workload)) {
      return;
    }
    open.add(workload);
    for (const path of workload.after?.(world) ?? []) {
      const earlier = byPath.get(path);
      if (earlier !== undefined) {
        visit(earlier);
      }
    }
    const { path } = workload.node;
    const plan = workload.plan(
      world,
      contributions.filter(({ to }) => to === path),
    );
    plans.set(workload, plan);
    contributions.push(...(plan.contributions ?? []));
  };
  workloads.forEach(visit);
  return workloads.flatMap((workload) => {
    const plan = plans.get(workload);
    return plan === undefined ? [] : [{ workload, plan }];
  });
}
