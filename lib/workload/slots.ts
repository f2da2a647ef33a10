import type { Volume, VolumeProjection } from 'kubernetes-types/core/v1';
import {
  configMap,
  FIRST_STEP,
  isOverflow,
  LAST_STEP,
  planSlots,
  SLOT_CAPACITY,
  type Manifest,
  type ObjectPlace,
  type SlotItem,
  type SlotOverflow,
  type SlotPlan,
} from '../kubernetes';
import type { Where } from '../problems';

/** Nothing to spread: what is gone on with after an error. */
const EMPTY: SlotPlan = { slots: [{}], mounted: FIRST_STEP, fill: 0 };

/** A step is announced when the last slot before it is this full. */
const NEARLY_FULL = 0.8;

/** Spreads files over ConfigMaps, and reports where that does not work, or will soon roll the pods. */
export function spread(where: Where, items: readonly SlotItem[], leastMounted: number | undefined): SlotPlan {
  const plan = planSlots(items, leastMounted);
  if (isOverflow(plan)) {
    reportOverflow(where, plan);
    return EMPTY;
  }
  announceSteps(where, plan, leastMounted ?? FIRST_STEP);
  return plan;
}

/** Pods read the slots that hold something; others may be left over in the cluster from when there was more. */
export function slotGlobs(directory: string, plan: SlotPlan): string[] {
  return plan.slots.flatMap((slot, index) =>
    Object.keys(slot).length === 0 ? [] : [`${directory}/${index}.*.yaml`],
  );
}

/** The ConfigMaps of the slots that hold something. */
export function slotMaps(place: ObjectPlace, plan: SlotPlan, name: (index: number) => string): Manifest[] {
  return plan.slots.flatMap((data, index) =>
    Object.keys(data).length === 0 ? [] : [configMap(place, name(index), data)],
  );
}

/** Slots that are not there are no obstacle: content may come and go without a change of the pods. */
export function slotVolume(
  name: string,
  plan: SlotPlan,
  slotName: (index: number) => string,
  first: readonly VolumeProjection[],
): Volume {
  const slots = Array.from({ length: plan.mounted }, (_, index) => ({
    configMap: { name: slotName(index), optional: true },
  }));
  return { name, projected: { sources: [...first, ...slots] } };
}

/** A step rolls the pods: it is said before it comes, where it comes slowly, and when it is there. */
function announceSteps(where: Where, { slots, mounted, fill }: SlotPlan, asked: number): void {
  const used = slots.length;
  if (mounted > FIRST_STEP && asked < used) {
    where.warning({
      code: 'slots',
      complaint: `is at ${used} ConfigMaps in use, so that pods mount ${mounted} instead of ${FIRST_STEP}; they are rolled once for that`,
      remedy: `Set this to ${mounted} to say that you know.`,
    });
  } else if (used === mounted && used < LAST_STEP && fill >= NEARLY_FULL) {
    where.warning({
      code: 'slots',
      complaint: `is nearly used up: its ${used} ConfigMaps are ${Math.round(fill * 100)} % full; the next step mounts ${used * 4} and rolls the pods once`,
      remedy: `Take it at a time of your choice: set this to ${used * 4}.`,
    });
  }
}

function reportOverflow(where: Where, { key, bytes, limit }: SlotOverflow): void {
  if (key === undefined) {
    where.error({
      code: 'too-large',
      complaint: `cannot hold ${kib(bytes)} of text, or pieces as large as these: there are at most ${LAST_STEP} ConfigMaps of ${kib(SLOT_CAPACITY)}`,
      remedy: 'Divide large constructs into smaller ones, or everything among several Prometheis.',
    });
  } else {
    where.error({
      code: 'too-large',
      value: key,
      complaint: `has ${kib(bytes)} of text, of which a ConfigMap holds ${kib(limit)}`,
      remedy: 'Divide it into several constructs.',
    });
  }
}

function kib(bytes: number): string {
  return `${Math.ceil(bytes / 1024)} KiB`;
}
