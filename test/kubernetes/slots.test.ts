import * as fc from 'fast-check';
import {
  FIRST_STEP,
  isOverflow,
  LAST_STEP,
  planSlots,
  SLOT_CAPACITY,
  type SlotItem,
  type SlotPlan,
} from '../../lib/kubernetes';

/** What client-side apply may keep in annotations, all of an object's together. */
const ANNOTATION_LIMIT = 256 * 1024;

/** Texts are large, because slots are: enough runs to see every number of slots up to 64. */
const RUNS = { numRuns: 30 };

/** Monitors of very different size: most are small, some fill a good part of a slot. */
const items = fc
  .uniqueArray(
    fc.record({
      key: fc.stringMatching(/^serviceMonitor_[a-z]{1,9}_[a-z0-9]{1,20}\.yaml$/),
      text: fc
        .tuple(fc.constantFrom('job_name: ', 'a > b\n', 'é"\\'), fc.constantFrom(1, 50, 5_000, 20_000))
        .map(([text, times]) => text.repeat(times)),
    }),
    { selector: ({ key }) => key, maxLength: 20 },
  )
  .filter((list) => !isOverflow(planSlots(list)));

function plan(list: readonly SlotItem[], leastMounted?: number): SlotPlan {
  const made = planSlots(list, leastMounted);
  if (isOverflow(made)) {
    throw new Error(`overflow: ${JSON.stringify(made)}`);
  }
  return made;
}

/** Where two large items fall into one of the most slots there may be, one of them goes on to another, and so may more. */
function isLastResort({ fill }: SlotPlan): boolean {
  return fill === 1;
}

/** The object as kubectl keeps it, of which Go's JSON escapes what could be read as HTML. */
function annotation(data: Readonly<Record<string, string>>): string {
  const object = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'prometheus-k8s-scrape-255',
      namespace: 'monitoring',
      labels: { note: 'a'.repeat(300) },
    },
    data,
  };
  return JSON.stringify(object).replace(
    /[<>&]/g,
    (character) => `\\u00${character.charCodeAt(0).toString(16)}`,
  );
}

describe('files are spread over ConfigMaps', () => {
  test('so that each is in exactly one, unchanged, under its key with the number of the slot', () => {
    fc.assert(
      fc.property(items, (list) => {
        const { slots } = plan(list);
        const written = slots.flatMap((slot, index) =>
          Object.entries(slot).map(([key, text]) => {
            expect(key).toMatch(new RegExp(`^${index}\\.`));
            return { key: key.slice(`${index}.`.length), text };
          }),
        );
        const byKey = (a: SlotItem, b: SlotItem): number => (a.key < b.key ? -1 : 1);
        expect(written.sort(byKey)).toEqual([...list].sort(byKey));
      }),
      RUNS,
    );
  });

  test('so that client-side apply can handle each of them', () => {
    fc.assert(
      fc.property(items, (list) => {
        for (const slot of plan(list).slots) {
          expect(Buffer.byteLength(annotation(slot))).toBeLessThan(ANNOTATION_LIMIT);
        }
      }),
      RUNS,
    );
  });

  test('so that the order in which they come does not matter', () => {
    fc.assert(
      fc.property(
        items.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          expect(plan(shuffled).slots).toEqual(plan(list).slots);
        },
      ),
      RUNS,
    );
  });

  test('so that a change of one is a change of one ConfigMap', () => {
    fc.assert(
      fc.property(
        items
          .filter((list) => list.length > 0)
          .chain((list) => fc.tuple(fc.constant(list), fc.nat(list.length - 1))),
        ([list, changed]) => {
          fc.pre(!isLastResort(plan(list)));
          const before = plan(list).slots;
          // Shorter, so that it fits for sure; other changes of size are those of the next test.
          const after = plan(
            list.map((item, index) => (index === changed ? { ...item, text: '' } : item)),
          ).slots;
          fc.pre(after.length === before.length);
          const different = before.filter(
            (slot, index) => JSON.stringify(slot) !== JSON.stringify(after[index]),
          );
          expect(different).toHaveLength(1);
        },
      ),
      RUNS,
    );
  });

  test('so that one more leaves the others where they are, unless the number of slots doubles', () => {
    fc.assert(
      fc.property(
        items.filter((list) => list.length > 0),
        ([added, ...rest]) => {
          fc.pre(!isLastResort(plan([added!, ...rest])));
          const before = plan(rest).slots;
          const after = plan([added!, ...rest]).slots;
          if (after.length === before.length) {
            const without = after.map((slot) =>
              Object.fromEntries(Object.entries(slot).filter(([key]) => !key.endsWith(`.${added!.key}`))),
            );
            expect(without).toEqual(before);
          } else {
            // Each slot is parted in two, itself and the one at its index plus the old number.
            expect(after.length % before.length).toBe(0);
            after.forEach((slot, index) => {
              for (const key of Object.keys(slot).map((name) => name.replace(/^\d+\./, ''))) {
                expect([
                  key === added!.key,
                  `${index % before.length}.${key}` in before[index % before.length]!,
                ]).toContain(true);
              }
            });
          }
        },
      ),
      RUNS,
    );
  });

  test('as few as hold them', () => {
    const text = 'a'.repeat(SLOT_CAPACITY / 3);
    expect(plan([]).slots).toEqual([{}]);
    expect(
      plan([
        { key: 'a', text },
        { key: 'b', text },
      ]).slots,
    ).toHaveLength(1);
    const many = Array.from({ length: 6 }, (_, index) => ({ key: `${index}`, text }));
    expect(plan(many).slots.length).toBeGreaterThanOrEqual(4);
    expect(Math.log2(plan(many).slots.length) % 1).toBe(0);
  });
});

describe('pods mount more than there are', () => {
  test('in steps, because every step rolls them', () => {
    const text = 'a'.repeat(SLOT_CAPACITY - 100);
    const ofSize = (length: number): SlotPlan =>
      plan(Array.from({ length }, (_, index) => ({ key: `${index}`, text })));
    expect(ofSize(1).mounted).toBe(FIRST_STEP);
    expect(ofSize(8)).toMatchObject({ mounted: expect.any(Number) });
    for (const { slots, mounted } of [1, 2, 3, 8, 11].map(ofSize)) {
      expect([16, 64, 256]).toContain(mounted);
      expect(mounted).toBeGreaterThanOrEqual(slots.length);
      expect(slots.length * 4 > mounted || mounted === FIRST_STEP).toBe(true);
    }
  });

  test.each([
    [1, 16],
    [16, 16],
    [17, 64],
    [64, 64],
    [65, 256],
    [256, 256],
  ])('and %d asked for are %d', (asked, mounted) => {
    expect(plan([], asked)).toMatchObject({ mounted, slots: [{}], fill: 0 });
  });

  test('and how full the fullest is, is known before it is too late', () => {
    const { fill } = plan([{ key: 'a', text: 'a'.repeat(SLOT_CAPACITY / 2) }]);
    expect(fill).toBeGreaterThan(0.5);
    expect(fill).toBeLessThan(0.51);
  });
});

describe('what does not fit', () => {
  test('is named where one file is too large by itself', () => {
    const text = 'a'.repeat(SLOT_CAPACITY);
    expect(
      planSlots([
        { key: 'small', text: '' },
        { key: 'large', text },
      ]),
    ).toEqual({
      key: 'large',
      bytes: expect.any(Number),
      limit: SLOT_CAPACITY,
    });
  });

  test('counts with the characters that kubectl escapes', () => {
    const item = { key: 'a', text: '<'.repeat(SLOT_CAPACITY / 6) };
    expect(item.text.length).toBeLessThan(SLOT_CAPACITY / 5);
    expect(isOverflow(planSlots([item]))).toBe(true);
  });

  test('is counted where there are too many', () => {
    const text = 'a'.repeat(SLOT_CAPACITY - 100);
    const many = Array.from({ length: LAST_STEP + 1 }, (_, index) => ({ key: `${index}`, text }));
    const overflow = planSlots(many);
    expect(overflow).toEqual({ bytes: expect.any(Number), limit: LAST_STEP * SLOT_CAPACITY });
    expect(isOverflow(overflow)).toBe(true);
  });
});

describe('a hundred thousand rules, some 35 megabytes,', () => {
  const RULE = 'a'.repeat(350);

  test.each([
    ['groups of ten', 10],
    ['groups of a hundred', 100],
    ['groups of five hundred, which would overflow a slot where they meet', 500],
  ])('fit as %s', (_, size) => {
    const text = RULE.repeat(size);
    const { slots, mounted } = plan(
      Array.from({ length: 100_000 / size }, (__, index) => ({ key: `shop_team-${index}.yaml`, text })),
    );
    expect(mounted).toBe(LAST_STEP);
    expect(slots.reduce((sum, slot) => sum + Object.keys(slot).length, 0)).toBe(100_000 / size);
    expect(Math.max(...slots.map((slot) => annotation(slot).length))).toBeLessThan(ANNOTATION_LIMIT);
  });
});
