import type { Bed } from './bed';

/** Nothing of what it held is lost, all pods are as they should be, and each instance sees all. */
export async function expectWhole(bed: Bed): Promise<void> {
  expect(await bed.lost()).toEqual(bed.names.map(() => ({ nfl: 0, sil: 0 })));
  expect(await bed.outdated()).toEqual([]);
  for (const name of bed.names) {
    expect(await bed.alive(name)).toEqual(bed.names);
  }
}
