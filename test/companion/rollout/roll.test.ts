import { DEFAULT_LIMITS, readState } from '../../../lib/companion/mesh';
import {
  roll,
  surveyOf,
  TransientError,
  watch,
  type Claim,
  type ClusterLook,
  type Eviction,
  type Finding,
  type PodLook,
  type Ports,
  type RollOptions,
  type Step,
  type TemplateLook,
  type WatchOptions,
} from '../../../lib/companion/rollout';
import { fullState, logEntry } from '../mesh/entries';

const NAMES = ['am-0', 'am-1', 'am-2'];
const TARGET: TemplateLook = {
  image: '',
  flags: [['cluster.label', 'l']],
  storage: 'emptyDir',
  rest: new Map(),
  settings: { web: { scheme: 'http', port: 9093, prefix: '' }, startDelay: 0 },
};

const OPTIONS: RollOptions = {
  deadline: 30,
  onFailure: 'halt',
  fromDegraded: false,
  gapless: false,
  interval: 1_000,
};

test('replaces each, those who notify first before the others, and lets the lease go', async () => {
  const fake = new FakeCluster();
  const steps: Step[] = [];

  const outcome = await roll(fake.ports, { ...OPTIONS, onLook: (step) => steps.push(step) }, never());

  expect(outcome).toEqual({ kind: 'done' });
  expect(fake.evicted).toEqual(['am-0', 'am-1', 'am-2']);
  expect(fake.leaseHeld).toBe(false);
  expect(steps.at(-1)?.assessments.map(({ condition }) => condition)).toEqual(['whole', 'whole', 'whole']);
});

test('carries over what only the victim holds, before it is replaced', async () => {
  const fake = new FakeCluster();
  fake.holds['am-0'] = [...(fake.holds['am-0'] ?? []), 'only here'];

  await roll(fake.ports, OPTIONS, never());

  expect(fake.calls.slice(0, 2)).toEqual(['push am-1, am-2', 'evict am-0']);
  expect(NAMES.every((name) => fake.holds[name]?.includes('only here'))).toBe(true);
});

test('does nothing while somebody else rolls', async () => {
  const fake = new FakeCluster();
  fake.holder = 'somebody';

  expect(await roll(fake.ports, OPTIONS, never())).toMatchObject({ kind: 'halted', reason: 'lease' });
  expect(fake.calls).toEqual([]);
});

test('brings state while it is not known whether the holder of the lease lives, and replaces nobody', async () => {
  const fake = new FakeCluster();
  fake.holder = 'somebody';
  fake.holderDiesAt = fake.now + 15_000;
  fake.holds['am-0'] = [];
  const seen = new Map<string, number>();
  const started = fake.now;
  const onLook = ({ action: { kind } }: Step): void => {
    seen.set(kind, seen.get(kind) ?? fake.now - started);
  };

  expect(await roll(fake.ports, { ...OPTIONS, onLook }, never())).toEqual({ kind: 'done' });
  expect(seen.get('bring-state')).toBe(0);
  expect(seen.get('wait')).toBe(0);
  expect(seen.get('evict')).toBe(15_000);
});

test('looks again instead of evicting, where somebody else had the lease in the meantime', async () => {
  const fake = new FakeCluster();
  const evictedAtLooks: number[] = [];
  const onLook = (): void => {
    evictedAtLooks.push(fake.evicted.length);
    if (evictedAtLooks.length === 1) {
      fake.leaseHeld = false; // taken and let go by somebody else
      fake.now += 10_000;
    }
  };
  expect(await roll(fake.ports, { ...OPTIONS, onLook }, never())).toEqual({ kind: 'done' });
  expect(evictedAtLooks.slice(0, 3)).toEqual([0, 0, 1]);

  const other = new FakeCluster();
  const takeIt = (): void => {
    other.holder = 'somebody';
    other.now += 10_000;
  };
  const outcome = await roll(other.ports, { ...OPTIONS, onLook: takeIt }, never());
  expect(outcome).toMatchObject({ kind: 'halted', reason: 'lease' });
  expect(other.calls).toEqual([]);
});

test('leaves the API server alone for as long as it asks for', async () => {
  const fake = new FakeCluster();
  fake.silentFor = 3;
  fake.retryAfter = 4_000;
  const started = fake.now;
  const looks: number[] = [];
  await roll(fake.ports, { ...OPTIONS, onLook: () => looks.push(fake.now - started) }, never());
  expect(looks[0]).toBe(12_000);
});

test('waits while the API server does not answer, and gives up when its time is over', async () => {
  const fake = new FakeCluster();
  fake.silentFor = 10;
  expect(await roll(fake.ports, OPTIONS, never())).toEqual({ kind: 'done' });

  const silent = new FakeCluster();
  silent.silentFor = Number.POSITIVE_INFINITY;
  expect(await roll(silent.ports, OPTIONS, never())).toMatchObject({
    kind: 'halted',
    reason: 'api',
    message: 'it does not answer',
  });
});

test('tries an eviction again that a budget refuses, and says so when its time is over', async () => {
  const fake = new FakeCluster();
  fake.refusal = 'the budget needs 3 pods';

  expect(await roll(fake.ports, OPTIONS, never())).toMatchObject({
    kind: 'halted',
    reason: 'refused',
    message: 'the budget needs 3 pods',
  });
  expect(fake.evicted).toEqual([]);
});

test('shows the last lines of the instance at which it stops', async () => {
  const fake = new FakeCluster();
  fake.newPodsFail = true;

  expect(await roll(fake.ports, OPTIONS, never())).toEqual({
    kind: 'halted',
    reason: 'failed',
    instance: 'am-0',
    message: 'am-0 of revision new is failing: CrashLoopBackOff',
    log: 'unknown long flag',
  });
  expect(fake.evicted).toEqual(['am-0']);
});

test('brings the one instance back, where that is wanted, and leaves it at that', async () => {
  const fake = new FakeCluster();
  fake.newPodsFail = true;

  expect(await roll(fake.ports, { ...OPTIONS, onFailure: 'rollback' }, never())).toEqual({
    kind: 'rolled-back',
    instance: 'am-0',
    message: 'am-0 of revision new is failing: CrashLoopBackOff',
    log: 'unknown long flag',
  });
  expect(fake.evicted).toEqual(['am-0', 'am-0']);
});

test('ends at once when it is told to, and lets the lease go', async () => {
  const fake = new FakeCluster();
  const interrupted = new AbortController();
  fake.onEvict = () => interrupted.abort(new Error('interrupted'));

  await expect(roll(fake.ports, OPTIONS, interrupted.signal)).rejects.toThrow('interrupted');
  expect(fake.evicted).toEqual(['am-0']);
  expect(fake.leaseHeld).toBe(false);
});

test('does not cut off an eviction when it is told to end: half of one leaves the budget charged', async () => {
  const fake = new FakeCluster();
  const interrupted = new AbortController();
  const { evict } = fake.ports.cluster;
  const order: string[] = [];
  fake.ports.cluster.evict = async (pod) => {
    interrupted.abort(new Error('interrupted'));
    await new Promise(setImmediate);
    order.push('evicted');
    return evict(pod);
  };
  const running = roll(fake.ports, OPTIONS, interrupted.signal).finally(() => order.push('ended'));
  await expect(running).rejects.toThrow('interrupted');
  expect(order).toEqual(['evicted', 'ended']);
});

test('thinks nothing of what it saw before somebody else had the lease for long', async () => {
  const fake = new FakeCluster();
  const interrupted = new AbortController();
  const outcomes: string[] = [];
  let looks = 0;
  fake.holder = 'somebody';
  fake.holderDiesAt = fake.now + 1_000; // seen once, while it was not known whether it lives
  fake.notReady = ['am-0', 'am-1'];
  const options: WatchOptions = {
    ...OPTIONS,
    explain: String,
    onTurn: () => {
      if (outcomes.length === 0) {
        fake.holderDiesAt = Number.POSITIVE_INFINITY;
      }
    },
    onOutcome: (outcome) => {
      outcomes.push(outcome.kind === 'halted' ? outcome.reason : outcome.kind);
      if (outcomes.length === 1) {
        fake.now += 3_600_000;
        fake.holder = undefined;
      } else {
        interrupted.abort(new Error('seen enough'));
      }
    },
    onLook: () => {
      looks += outcomes.length > 0 ? 1 : 0;
      fake.notReady = looks > 3 ? [] : fake.notReady;
    },
  };
  await expect(watch(fake.ports, options, surveyOf(fake.ports), interrupted.signal)).rejects.toThrow(
    'enough',
  );
  expect(outcomes).toEqual(['lease', 'done']);
});

describe('before the first pod is asked to go', () => {
  test.each([
    [
      'a version that does not know a flag',
      'alertmanager:v0.25.0',
      2,
      'preflight',
      '`--cluster.label` exists since 0.26',
    ],
    ['a budget that never allows it', 'alertmanager:v0.34.2', 3, 'refused', 'never allows an eviction'],
  ])('%s is an end, with the remedy', async (_, image, desired, reason, message) => {
    const fake = new FakeCluster();
    Object.assign(fake, { image, desired });
    const outcome = await roll(fake.ports, OPTIONS, never());
    expect(outcome).toMatchObject({ kind: 'halted', reason });
    expect(outcome).toHaveProperty('message', expect.stringContaining(message));
    expect(fake.evicted).toEqual([]);
  });

  test('a version that is not known is a warning', async () => {
    const fake = new FakeCluster();
    fake.image = 'alertmanager:latest';
    const warnings: string[] = [];
    const onWarning = ({ code }: Finding): void => void warnings.push(code);
    expect(await roll(fake.ports, { ...OPTIONS, onWarning }, never())).toEqual({ kind: 'done' });
    expect(warnings).toEqual(['unknown-version']);
  });
});

/** A StatefulSet whose pods come back at the next look, and instances that gossip nothing: the companion has to. */
class FakeCluster {
  readonly calls: string[] = [];
  readonly evicted: string[] = [];
  readonly holds: Record<string, string[]> = Object.fromEntries(NAMES.map((name) => [name, ['common']]));
  holder: string | undefined;

  /** When it is known that the holder of the lease is dead; that it lives is known at once. */
  holderDiesAt = Number.POSITIVE_INFINITY;
  leaseHeld = false;
  silentFor = 0;
  retryAfter = 0;
  refusal: string | undefined;
  newPodsFail = false;

  /** Names of pods that are on their way. */
  notReady: readonly string[] = [];
  image = 'quay.io/prometheus/alertmanager:v0.34.2';
  desired = 2;
  onEvict: () => void = () => undefined;
  now = Date.UTC(2026, 10, 26);
  private revision = 'new';
  private readonly uids = new Map(NAMES.map((name) => [name, `${name} old`]));

  readonly ports: Ports = {
    cluster: {
      look: () => Promise.resolve().then(() => this.look()),
      evict: ({ name, uid }) => Promise.resolve(this.evict(name, uid)),
      restoreRevision: (revision) => Promise.resolve(void (this.revision = revision)),
      lastLines: () => Promise.resolve('unknown long flag'),
      target: () => Promise.resolve({ ...TARGET, image: this.image }),
      budgets: () => Promise.resolve([{ name: 'am', expected: 3, desired: this.desired }]),
    },
    instances: {
      ask: ({ name }) =>
        Promise.resolve({
          read: (known) => ({
            nodes: NAMES.map((each) => ({
              name: each,
              address: this.address(each),
              port: 9094,
              incarnation: 1,
              state: 'alive' as const,
            })),
            state: readState(this.state(name), DEFAULT_LIMITS, known),
          }),
        }),
      push: ({ name }) => {
        const last = this.calls.at(-1) ?? '';
        if (last.startsWith('push')) {
          this.calls.splice(-1, 1, `${last}, ${name}`);
        } else {
          this.calls.push(`push ${name}`);
        }
        this.holds[name] = [...new Set(Object.values(this.holds).flat())];
        return Promise.resolve();
      },
      tellDeparture: () => Promise.resolve(),
      isSettled: () => Promise.resolve(true),
      version: () => Promise.resolve('0.34.2'),
      alerts: () => Promise.resolve([]),
      postAlerts: () => Promise.resolve(),
    },
    lease: {
      hold: () => Promise.resolve(this.hold()),
      release: () => Promise.resolve(void (this.leaseHeld = false)),
    },
    names: { resolve: () => Promise.resolve(undefined) },
    clock: {
      now: () => this.now,
      sleep: (milliseconds, signal) => {
        signal.throwIfAborted();
        this.now += milliseconds;
        return Promise.resolve();
      },
    },
  };

  private hold(): Claim {
    const { holder, holderDiesAt } = this;
    if (holder !== undefined && this.now < holderDiesAt) {
      return { kind: holderDiesAt === Number.POSITIVE_INFINITY ? 'refused' : 'unknown', holder };
    }
    const { leaseHeld } = this;
    this.leaseHeld = true;
    return { kind: leaseHeld ? 'kept' : 'taken' };
  }

  private look(): ClusterLook {
    if (this.silentFor > 0) {
      this.silentFor -= 1;
      throw new TransientError('it does not answer', undefined, this.retryAfter);
    }
    const pods = NAMES.map((name) => this.pod(name));
    return { names: NAMES, pods, revision: this.revision, observed: true, selfRolling: false, peers: [] };
  }

  private pod(name: string): PodLook {
    const uid = this.uids.get(name) ?? '';
    const revision = uid.split(' ')[1] ?? '';
    const fails = this.newPodsFail && revision === 'new';
    return {
      name,
      uid,
      revision,
      address: this.address(name),
      age: 3600,
      ending: false,
      ready: !fails && !this.notReady.includes(name),
      failure: fails ? 'CrashLoopBackOff' : undefined,
      settings: {
        web: { scheme: 'http', port: 9093, prefix: '' },
        mesh: { port: 9094, label: 'l', tls: false, peers: [], named: true },
        startDelay: 0,
      },
    };
  }

  private evict(name: string, uid: string): Eviction {
    if (this.refusal !== undefined) {
      return { kind: 'refused', reason: this.refusal };
    }
    expect(uid).toBe(this.uids.get(name));
    this.evicted.push(name);
    this.calls.push(`evict ${name}`);
    this.uids.set(name, `${name} ${this.revision} ${this.evicted.length}`);
    this.holds[name] = [];
    this.onEvict();
    return { kind: 'evicted' };
  }

  private state(name: string): Uint8Array {
    const at = Date.UTC(2026, 10, 25);
    const nfl = (this.holds[name] ?? []).map((group) => logEntry({ group, at, expires: at + 864e5 * 5 }));
    return fullState({ nfl });
  }

  private address(name: string): string {
    return `10.0.0.${NAMES.indexOf(name)}`;
  }
}

function never(): AbortSignal {
  return new AbortController().signal;
}
