import { isOverflow, planSlots, type SlotItem, type SlotPlan } from '../kubernetes';
import type { Where } from '../problems';

/** Nothing to spread: what is gone on with after an error. */
const EMPTY: SlotPlan = { slots: [{}], mounted: 16, fill: 0 };

/** A step is announced when the last slot before it is this full. */
const NEARLY_FULL = 0.8;

/** Spreads files over ConfigMaps, and reports where that does not work, or will soon roll the pods. */
export function spread(where: Where, items: readonly SlotItem[], leastMounted: number | undefined): SlotPlan {
  const plan = planSlots(items, leastMounted);
  if (isOverflow(plan)) {
    where.error({
      code: 'too-large',
      value: plan.key,
      complaint: `has ${kib(plan.bytes)} of text, of which ConfigMaps hold ${kib(plan.limit)}`,
      remedy:
        plan.key === undefined ? 'Divide it among several Prometheis.' : 'Divide it into several constructs.',
    });
    return EMPTY;
  }
  const used = plan.slots.length;
  if (used === plan.mounted && used < 256 && plan.fill >= NEARLY_FULL) {
    where.warning({
      code: 'slots',
      value: used,
      complaint: `ConfigMaps are ${Math.round(plan.fill * 100)} % full; the next step mounts ${used * 4} and rolls the pods once`,
      remedy: `Take it at a time of your choice: set this to ${used * 4}.`,
    });
  }
  return plan;
}

/** Pods read the slots that hold something; others may be left over in the cluster from when there was more. */
export function slotGlobs(directory: string, plan: SlotPlan): string[] {
  return plan.slots.flatMap((slot, index) =>
    Object.keys(slot).length === 0 ? [] : [`${directory}/${index}.*.yaml`],
  );
}

function kib(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KiB`;
}
