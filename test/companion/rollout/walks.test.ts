import fc from 'fast-check';
import {
  afterRollback,
  assess,
  decide,
  Memory,
  type Action,
  type Observation,
  type Policy,
} from '../../../lib/companion/rollout';
import { World, type Fault, type Revision } from './world';

const DEADLINE = 60;
const OLD: Revision = { id: 'old', kind: 'good', mesh: 'a' };

/** Histories; each is a rollout of some tens of decisions under random faults. */
const HISTORIES = Number(process.env.CDK8S_PROMETHEUS_WALKS ?? 1_000);

/** Where they start: always the same, unless somebody looks for new ones. */
const SEED = Number(process.env.CDK8S_PROMETHEUS_WALKS_SEED ?? 20_261_126);

/** Milliseconds; many times what they take. */
const DEADLINE_OF_ALL = 60_000 + HISTORIES * 60;

const aRevision: fc.Arbitrary<Revision> = fc.record({
  id: fc.constantFrom('new', 'newer'),
  kind: fc.constantFrom<Revision['kind']>('good', 'good', 'good', 'crashes', 'never-ready', 'wrong-peers'),
  mesh: fc.constantFrom('a', 'a', 'b'),
});

const anOrdinal = fc.nat(4);
const aDuration = fc.integer({ min: 1, max: 90 });
const aFault: fc.Arbitrary<Fault> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({ kind: fc.constant('entry'), ordinal: anOrdinal, small: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('kill'), ordinal: anOrdinal }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete'), ordinal: anOrdinal }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('partition'), ordinal: anOrdinal, seconds: aDuration }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('pause'), ordinal: anOrdinal, seconds: aDuration }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('refuse'), seconds: aDuration }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('stale-names'), seconds: aDuration }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('revision'), revision: aRevision }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('restart-companion') }) },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('scale'), replicas: fc.integer({ min: 1, max: 5 }) }),
  },
);

const aHistory = fc.record({
  replicas: fc.integer({ min: 1, max: 5 }),
  revision: aRevision,
  persistent: fc.boolean(),
  policy: fc.record({
    deadline: fc.constant(DEADLINE),
    onFailure: fc.constantFrom<Policy['onFailure']>('halt', 'rollback'),
    fromDegraded: fc.boolean(),
    gapless: fc.boolean(),
  }),
  faults: fc.array(fc.tuple(fc.nat(12), aFault), { maxLength: 12 }),

  /** Whether the world moves on between a look and what follows from it. */
  late: fc.boolean(),
});

test(
  'whatever happens, an instance is only replaced while all others are whole and hold everything',
  () => {
    let evictions = 0;
    let halts = 0;
    let ends = 0;
    fc.assert(
      fc.property(aHistory, ({ replicas, revision, persistent, policy, faults, late }) => {
        const world = new World(replicas, revision, OLD, persistent);
        const companion = new Companion(world, policy);
        const pending = [...faults];
        let pause = pending[0]?.[0] ?? 0;
        for (let second = 0; second < 400; second += 1) {
          while (pending.length > 0 && pause <= 0) {
            const [[, fault] = [0, { kind: 'restart-companion' } as Fault]] = pending.splice(0, 1);
            world.inflict(fault);
            if (fault.kind === 'restart-companion') {
              companion.restart();
            }
            pause = pending[0]?.[0] ?? 0;
          }
          pause -= 1;
          const { observation, action } = companion.decide();
          if (action.kind === 'evict') {
            evictions += 1;
            expectSafe(observation, action, world, policy);
          }
          if (late) {
            world.step();
          }
          world.act(action);
          world.step();
          if (action.kind === 'done' || action.kind === 'halt') {
            halts += action.kind === 'halt' ? 1 : 0;
            ends += 1;
            expectRightEnd(observation, action);
            if (pending.length === 0) {
              return;
            }
          }
        }
        throw new Error(`no end: ${JSON.stringify(companion.decide())}`);
      }),
      { numRuns: HISTORIES, seed: SEED },
    );
    expect(evictions).toBeGreaterThan(HISTORIES / 2);
    expect(halts).toBeGreaterThan(HISTORIES / 20);
    expect(ends).toBeGreaterThanOrEqual(HISTORIES);
  },
  DEADLINE_OF_ALL,
);

test(
  'where the world behaves a rollout comes to its end, and loses nothing',
  () => {
    const aGoodHistory = fc.record({
      replicas: fc.integer({ min: 1, max: 5 }),
      mesh: fc.constantFrom('a', 'b'),
      persistent: fc.boolean(),
      entries: fc.array(fc.tuple(anOrdinal, fc.boolean()), { maxLength: 20 }),
    });
    fc.assert(
      fc.property(aGoodHistory, ({ replicas, mesh, persistent, entries }) => {
        const world = new World(replicas, { id: 'new', kind: 'good', mesh }, OLD, persistent);
        const companion = new Companion(world, {
          deadline: DEADLINE,
          onFailure: 'halt',
          fromDegraded: false,
          gapless: true,
        });
        let known = world.union.size;
        for (let second = 0; second < 60 * replicas; second += 1) {
          const [ordinal, small] = entries[second] ?? [];
          if (ordinal !== undefined && small !== undefined) {
            world.inflict({ kind: 'entry', ordinal, small });
          }
          known = Math.max(known, world.union.size);
          const before = world.holders;
          const { action } = companion.decide();
          world.act(action);
          if (action.kind === 'evict') {
            expect(before).toBe(replicas);
            expect(world.holders).toBe(replicas - 1);
          }
          expect(action.kind).not.toBe('halt');
          if (action.kind === 'done') {
            expect(world.slots.every(({ pod }) => pod?.revision.id === 'new')).toBe(true);
            expect(world.slots.every(({ pod }) => pod?.heldUntil === 0)).toBe(true);
            expect(world.union.size).toBe(known);
            return;
          }
          world.step();
        }
        throw new Error(`no end: ${JSON.stringify(companion.decide())}`);
      }),
      { numRuns: HISTORIES / 10, seed: SEED },
    );
  },
  DEADLINE_OF_ALL,
);

/** The loop around {@link decide}, without anything that is real. */
class Companion {
  private memory = new Memory();
  private policy: Policy;

  constructor(
    private readonly world: World,
    policy: Policy,
  ) {
    this.policy = policy;
  }

  decide(): { observation: Observation; action: Action } {
    const observation = freeze(this.memory.recall(this.world.look(), this.world.now));
    const action = decide(observation, this.policy);
    this.memory.decide(action, this.world.now);
    if (action.kind === 'restore-revision') {
      this.policy = afterRollback(this.policy, action.instance);
    }
    return { observation, action };
  }

  restart(): void {
    this.memory = new Memory();
  }
}

function expectSafe(
  observation: Observation,
  action: Extract<Action, { kind: 'evict' }>,
  world: World,
  { gapless }: Policy,
): void {
  const all = assess(observation);
  const victim = all.find(({ instance }) => instance.pod?.uid === action.uid);
  const others = all.filter((each) => each !== victim);
  expect(victim?.current).toBe(false);
  if (action.reason === 'broken') {
    expect(victim?.condition).not.toBe('whole');
    return;
  }
  expect(others.map(({ condition }) => condition)).toEqual(others.map(() => 'whole'));
  for (const { instance } of others) {
    expect(instance.pod?.gossip).toMatchObject({ lacking: 0 });
  }
  if (gapless && others.length > 0) {
    expect(others.some(({ instance }) => instance.pod?.dispatching)).toBe(true);
  }
  expect(world.holders).toBeGreaterThanOrEqual(others.length); // at the look: nothing has moved since
}

function expectRightEnd(observation: Observation, action: Action): void {
  const all = assess(observation);
  if (action.kind === 'done') {
    expect(all.every(({ condition }) => condition === 'whole')).toBe(true);
  }
  if (action.kind === 'halt' && action.reason === 'failed') {
    const failed = all.find(({ instance }) => instance.name === action.instance);
    expect(failed).toMatchObject({ current: true });
    expect(failed?.condition).not.toBe('whole');
  }
}

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.values(value).forEach(freeze);
    Object.freeze(value);
  }
  return value;
}
