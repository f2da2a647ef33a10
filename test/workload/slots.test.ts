import { SLOT_CAPACITY } from '../../lib/kubernetes';
import { formatProblem, Where, type Problem } from '../../lib/problems';
import { spread } from '../../lib/workload';

/** Small beside a slot, so that slots fill evenly. */
const BYTES = SLOT_CAPACITY / 100;

/** So many files that they fill that many slots, all in all. */
function files(slots: number) {
  const text = 'a'.repeat(BYTES);
  return Array.from({ length: Math.round(slots * 100) }, (_, index) => ({ key: `file-${index}`, text }));
}

function announced(slots: number, asked?: number): string[] {
  const problems: Problem[] = [];
  spread(new Where(problems, 'monitoring/k8s').at('configSlots', 'scrape'), files(slots), asked);
  return problems.map(formatProblem);
}

describe('a step in the number of ConfigMaps that pods mount', () => {
  test('is not spoken of while it is far away', () => {
    expect(announced(5)).toEqual([]);
  });

  test('is announced while there is time', () => {
    expect(announced(13)).toEqual([
      expect.stringMatching(
        /^monitoring\/k8s: configSlots\.scrape is nearly used up: its 16 ConfigMaps are \d+ % full; the next step mounts 64 and rolls the pods once\n {2}Take it at a time of your choice: set this to 64\.$/,
      ),
    ]);
  });

  test('is told when it is taken, until somebody says that they know', () => {
    expect(announced(20)).toEqual([
      'monitoring/k8s: configSlots.scrape is at 32 ConfigMaps in use, so that pods mount 64 instead of 16; they are rolled once for that\n' +
        '  Set this to 64 to say that you know.',
    ]);
    expect(announced(20, 64)).toEqual([]);
  });
});
