import { createHash } from 'node:crypto';
import { appliedBytes } from './applied-bytes';

/** One file that is shipped in a ConfigMap. */
export interface SlotItem {
  /** Stable name, unique among the items: decides where the item goes. */
  readonly key: string;
  readonly text: string;
}

/** Files spread over ConfigMaps. */
export interface SlotPlan {
  /** The data of each ConfigMap, by its index. Keys begin with the index: `0.checkout.yaml`. */
  readonly slots: ReadonlyArray<Readonly<Record<string, string>>>;

  /** How many ConfigMaps pods mount, whether they exist or not: it changes in large steps only, because a change rolls the pods. */
  readonly mounted: number;

  /** How full the fullest slot is, from 0 to 1. */
  readonly fill: number;
}

/** Why items cannot be spread. */
export interface SlotOverflow {
  /** The item that is larger than a slot by itself; absent where there are too many of them. */
  readonly key?: string;
  readonly bytes: number;
  readonly limit: number;
}

/**
 * Bytes of data per ConfigMap. Client-side apply keeps a copy of the object as JSON in an annotation of at
 * most 256 KiB; the rest is left for the object's own metadata.
 */
export const SLOT_CAPACITY = 240 * 1024;

/** Mounted from the start, so that an app of a thousand monitors comes to its size without a restart. */
export const FIRST_STEP = 16;

/** Projected volumes of more sources than this were not tried. */
export const LAST_STEP = 256;

/**
 * Spreads items over as few slots (a power of two) as hold them. An item's slot follows from its key
 * alone, so that a change of one item is a change of one ConfigMap; twice as many slots part each in two.
 */
export function planSlots(items: readonly SlotItem[], leastMounted = FIRST_STEP): SlotPlan | SlotOverflow {
  const sized = items.map((item) => ({ ...item, hash: hash(item.key), bytes: itemBytes(item) }));
  const largest = sized.find(({ bytes }) => bytes > SLOT_CAPACITY);
  if (largest !== undefined) {
    return { key: largest.key, bytes: largest.bytes, limit: SLOT_CAPACITY };
  }
  for (let count = 1; count <= LAST_STEP; count *= 2) {
    const bytes = new Array<number>(count).fill(0);
    sized.forEach((item) => {
      bytes[item.hash % count] = (bytes[item.hash % count] ?? 0) + item.bytes;
    });
    const fullest = Math.max(...bytes);
    if (fullest <= SLOT_CAPACITY) {
      return {
        slots: fillSlots(sized, count),
        mounted: step(Math.max(count, leastMounted)),
        fill: fullest / SLOT_CAPACITY,
      };
    }
  }
  const placed = placeWithRoom(sized);
  if (placed !== undefined) {
    return { slots: fillSlots(placed, LAST_STEP), mounted: LAST_STEP, fill: 1 };
  }
  const total = sized.reduce((sum, { bytes }) => sum + bytes, 0);
  return { bytes: total, limit: LAST_STEP * SLOT_CAPACITY };
}

/**
 * The last resort, where there are no more slots to take: items that find theirs full go on to another. Then a change of
 * one may move those that come after it.
 */
function placeWithRoom<T extends Sized>(sized: readonly T[]): T[] | undefined {
  const room = new Array<number>(LAST_STEP).fill(SLOT_CAPACITY);
  const placed: T[] = [];
  for (const item of [...sized].sort((a, b) => a.hash - b.hash)) {
    // An odd step comes to every slot of a power of two.
    const step = (Math.floor(item.hash / LAST_STEP) % LAST_STEP) | 1;
    let slot = item.hash % LAST_STEP;
    for (let tries = 0; tries < LAST_STEP && (room[slot] ?? 0) < item.bytes; tries++) {
      slot = (slot + step) % LAST_STEP;
    }
    if ((room[slot] ?? 0) < item.bytes) {
      return undefined;
    }
    room[slot] = (room[slot] ?? 0) - item.bytes;
    placed.push({ ...item, hash: slot });
  }
  return placed;
}

/** An item, with what decides where it goes. */
interface Sized extends SlotItem {
  readonly hash: number;
  readonly bytes: number;
}

/** Whether a ConfigMap can hold the item at all. */
export function fitsSlot(item: SlotItem): boolean {
  return itemBytes(item) <= SLOT_CAPACITY;
}

/**
 * Whether the item is small beside a slot. What can be parted should be, from here on: large pieces that
 * fall into one slot by their names overflow it however many slots there are.
 */
export function isSmall(item: SlotItem): boolean {
  return itemBytes(item) <= SLOT_CAPACITY / 16;
}

/** Whether items could not be spread. */
export function isOverflow(plan: SlotPlan | SlotOverflow): plan is SlotOverflow {
  return 'limit' in plan;
}

function fillSlots(
  items: ReadonlyArray<SlotItem & { readonly hash: number }>,
  count: number,
): Array<Record<string, string>> {
  const slots = Array.from({ length: count }, (): Record<string, string> => ({}));
  for (const { key, text, hash: itemHash } of items) {
    const index = itemHash % count;
    const slot = slots[index];
    if (slot !== undefined) {
      slot[`${index}.${key}`] = text;
    }
  }
  return slots;
}

/** 16, 64, 256: few steps, because each rolls the pods. */
function step(count: number): number {
  let size = FIRST_STEP;
  while (size < count) {
    size *= 4;
  }
  return size;
}

function hash(key: string): number {
  return createHash('sha256').update(key).digest().readUInt32BE();
}

function itemBytes({ key, text }: SlotItem): number {
  return appliedBytes(text) + key.length + '"000.":,'.length;
}
