import { Health, Reporter } from '../../../lib/companion/controller';
import {
  mergeConditions,
  type Action,
  type FreshCondition,
  type Outcome,
  type Step,
} from '../../../lib/companion/rollout';

const EVICT: Action = { kind: 'evict', instance: 'am-2', uid: 'uid-2', reason: 'outdated' };
const HALT: Action = { kind: 'halt', reason: 'self-rolling', message: 'Kubernetes replaces the pods' };

describe('what happens is said once', () => {
  test('a rollout: its start, each pod, its end; an eviction that is asked for again is the same', () => {
    const { reporter, events } = report();
    reporter.outcome({ kind: 'done' }); // nothing has been done
    reporter.look(step(EVICT));
    reporter.look(step(EVICT));
    reporter.look(step({ ...EVICT, instance: 'am-1', uid: 'uid-1' }));
    reporter.outcome({ kind: 'done' });
    reporter.outcome({ kind: 'done' });
    expect(events).toEqual(['RolloutStarted', 'Replacing', 'Replacing', 'RolloutComplete']);
  });

  test('a halt, until it is another one', () => {
    const { reporter, events, said } = report();
    const halted: Outcome = { kind: 'halted', reason: 'failed', message: 'am-2 crashes' };
    reporter.look(step(HALT));
    expect(said.at(-1)).toMatchObject([
      { type: 'Healthy', status: 'True', reason: 'AllWhole' },
      { type: 'Progressing', status: 'False', reason: 'SelfRolling' },
    ]);
    reporter.outcome(halted);
    reporter.outcome(halted);
    reporter.outcome({ ...halted, message: 'am-1 crashes' });
    reporter.outcome({ ...halted, instance: 'am-0', message: 'crashes, 1 restarts' });
    reporter.outcome({ ...halted, instance: 'am-0', message: 'crashes, 2 restarts' });
    expect(events).toEqual(['RolloutHalted', 'RolloutHalted', 'RolloutHalted']);
  });

  test('a loss, and that it was made good', () => {
    const { reporter, events } = report();
    const bring: Action = { kind: 'bring-state', to: ['am-0'] };
    reporter.look({ ...step(bring), orphans: 20 });
    reporter.look({ ...step(bring), orphans: 7 });
    reporter.look(step({ kind: 'done' }));
    expect(events).toEqual(['MeshLost', 'MeshRestored']);
  });

  test('that another one holds the Lease is nothing to tell', () => {
    const { reporter, events, said } = report();
    reporter.outcome({ kind: 'halted', reason: 'lease', message: 'somebody rolls the same' });
    expect([...events, ...said]).toEqual([]);
  });
});

test('a condition keeps the time of its last change, and what others have said stays', () => {
  const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 26, 12, 0, seconds));
  const healthy: FreshCondition = { type: 'Healthy', status: 'True', reason: 'AllWhole', message: '' };
  const stored: FreshCondition = { type: 'Stored', status: 'True', reason: 'Written', message: '' };

  const first = mergeConditions([], [stored, healthy], at(1));
  expect(first.map(({ type, lastTransitionTime }) => `${type} ${lastTransitionTime}`)).toEqual([
    'Healthy 2026-11-26T12:00:01Z',
    'Stored 2026-11-26T12:00:01Z',
  ]);
  const same = mergeConditions(first, [{ ...healthy, message: 'still' }], at(2));
  expect(same[0]).toMatchObject({ message: 'still', lastTransitionTime: '2026-11-26T12:00:01Z' });
  const changed = mergeConditions(same, [{ ...healthy, status: 'False' }], at(3));
  expect(changed).toMatchObject([
    { type: 'Healthy', lastTransitionTime: '2026-11-26T12:00:03Z' },
    { type: 'Stored', lastTransitionTime: '2026-11-26T12:00:01Z' },
  ]);
});

test('a loop that stands still for a minute is not healthy', () => {
  let now = 0;
  const health = new Health(() => now);
  now = 59_000;
  expect(health.complaint).toBeUndefined();
  now = 61_000;
  expect(health.complaint).toBe('the loop has stood still for 61 s');
  health.turned();
  expect(health.complaint).toBeUndefined();
});

function step(action: Action): Step {
  return { assessments: [], action, orphans: 0 };
}

function report(): { reporter: Reporter; events: string[]; said: Array<readonly FreshCondition[]> } {
  const events: string[] = [];
  const said: Array<readonly FreshCondition[]> = [];
  const reporter = new Reporter({
    record: (_, reason) => events.push(reason),
    say: (conditions) => said.push(conditions),
    clock: { now: () => 0, sleep: () => Promise.resolve() },
  });
  return { reporter, events, said };
}
