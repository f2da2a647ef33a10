import {
  assess,
  decide,
  type GossipObservation,
  type InstanceObservation,
  type Observation,
  type PodObservation,
  type Policy,
} from '../../../lib/companion/rollout';

const NAMES = ['am-0', 'am-1', 'am-2'];
const POLICY: Policy = { deadline: 60, onFailure: 'halt', fromDegraded: false, gapless: false };

type PodChange = Partial<Omit<PodObservation, 'gossip'>> & { gossip?: Partial<GossipObservation> };
interface Change {
  readonly pod?: PodChange | null;
  readonly unwellFor?: number;
  readonly readyFor?: number;
}

const OUTDATED: Change = { pod: { revision: 'old' } };
const CRASHING: Change = { pod: { ready: false, failure: 'CrashLoopBackOff: exit code 1' } };

describe('with all whole', () => {
  test('and current, there is nothing to do', () => {
    expect(decide(observation(), POLICY)).toEqual({ kind: 'done' });
  });

  test('the outdated one that notifies first is next', () => {
    expect(decide(observation({ 'am-1': OUTDATED, 'am-2': OUTDATED }), POLICY)).toEqual({
      kind: 'evict',
      instance: 'am-1',
      uid: 'uid-am-1',
      reason: 'outdated',
    });
  });

  test('the others first get what is still on its way to them', () => {
    const onItsWay: Change = { pod: { gossip: { lacking: 1 } } };
    expect(decide(observation({ 'am-0': OUTDATED, 'am-1': onItsWay }), POLICY)).toEqual({
      kind: 'bring-state',
      to: ['am-1'],
    });
  });

  test('somebody else must notify before the last who does is replaced, where that is wanted', () => {
    const gapless = { ...POLICY, gapless: true };
    const settling: Change = { pod: { dispatching: false } };
    const seen = observation({ 'am-0': OUTDATED, 'am-1': settling, 'am-2': settling });
    expect(decide(seen, gapless)).toMatchObject({ kind: 'wait', instance: 'am-0' });
    expect(decide({ ...seen, stalledFor: 61 }, gapless)).toMatchObject({ kind: 'halt', reason: 'stuck' });
    expect(decide(seen, POLICY)).toMatchObject({ kind: 'evict', instance: 'am-0' });
  });

  test('an eviction that is refused for too long ends it, with the reason', () => {
    const seen = { ...observation({ 'am-0': OUTDATED }), refusal: 'budget "am" needs 3 pods' };
    expect(decide(seen, POLICY)).toMatchObject({ kind: 'evict' });
    expect(decide({ ...seen, stalledFor: 61 }, POLICY)).toMatchObject({
      kind: 'halt',
      reason: 'refused',
      message: 'budget "am" needs 3 pods',
    });
  });

  test('pods that Kubernetes replaces by itself are left alone', () => {
    const seen = observation({ 'am-0': OUTDATED });
    expect(decide({ ...seen, set: { ...seen.set, selfRolling: true } }, POLICY)).toMatchObject({
      kind: 'halt',
      reason: 'self-rolling',
    });
  });
});

describe('an instance that has just come', () => {
  test('gets its state, then the alerts, and is waited for', () => {
    const fresh: PodChange = { gossip: { overdue: 3, lacking: 3, members: [] }, alertsLacking: 2 };
    expect(decide(observation({ 'am-2': { pod: fresh } }), POLICY)).toEqual({
      kind: 'bring-state',
      to: ['am-2'],
    });

    const informed: PodChange = { alertsLacking: 2 };
    expect(decide(observation({ 'am-2': { pod: informed } }), POLICY)).toEqual({
      kind: 'bring-alerts',
      to: 'am-2',
    });

    const lonely: PodChange = { gossip: { members: [] } };
    expect(decide(observation({ 'am-2': { pod: lonely } }), POLICY)).toMatchObject({
      kind: 'wait',
      instance: 'am-2',
    });
  });

  test('is accepted once its peers know that its predecessor, which was killed, has left', () => {
    const former = { name: 'am-2', address: '10.0.9.9', port: 9094, incarnation: 1, state: 'dead' } as const;
    const seen = observation({
      'am-0': { pod: { gossip: { members: [...members('am-0', 'am-1'), former] } } },
      'am-1': { pod: { gossip: { members: [...members('am-0', 'am-1'), former] } } },
    });
    expect(decide(seen, POLICY)).toEqual({ kind: 'tell-departure', to: ['am-0', 'am-1'], node: former });
  });

  test('is the one who is apart, not those who were there before', () => {
    const lonely: PodChange = { age: 5, gossip: { members: members('am-2') } };
    const left: PodChange = { gossip: { members: members('am-0', 'am-1') } };
    const seen = observation({ 'am-0': { pod: left }, 'am-1': { pod: left }, 'am-2': { pod: lonely } });
    expect(assess(seen).map(({ condition }) => condition)).toEqual(['whole', 'whole', 'apart']);
  });
});

describe('an instance of the new revision that does not get whole', () => {
  test('ends it, with what was seen; those before it are not touched', () => {
    expect(decide(observation({ 'am-0': OUTDATED, 'am-1': OUTDATED, 'am-2': CRASHING }), POLICY)).toEqual({
      kind: 'halt',
      reason: 'failed',
      instance: 'am-2',
      message: 'am-2 of revision new is failing: CrashLoopBackOff: exit code 1',
    });
  });

  test('has its time', () => {
    const starting = (unwellFor: number): Change => ({ pod: { ready: false }, unwellFor });
    expect(decide(observation({ 'am-2': starting(60) }), POLICY)).toMatchObject({ kind: 'wait' });
    expect(decide(observation({ 'am-2': starting(61) }), POLICY)).toMatchObject({
      kind: 'halt',
      instance: 'am-2',
    });
  });

  test('whose way to its peers leads nowhere ends it, also where they have found it', () => {
    const nowhere: Change = { readyFor: 9, pod: { age: 20, peers: '127.0.0.1:9094', leadsNowhere: true } };
    expect(decide(observation({ 'am-0': OUTDATED, 'am-2': nowhere }), POLICY)).toMatchObject({
      kind: 'halt',
      instance: 'am-2',
    });
  });

  test('has less of it where it looks for its peers elsewhere: they would find it, and hide that', () => {
    const lonely = (readyFor: number, peers: string): Observation =>
      observation({
        'am-0': OUTDATED,
        'am-2': { readyFor, pod: { age: 20, peers, gossip: { members: members('am-2') } } },
      });
    expect(decide(lonely(9, 'headless'), POLICY)).toMatchObject({ kind: 'wait', instance: 'am-2' });
    expect(decide(lonely(7, 'elsewhere'), POLICY)).toMatchObject({ kind: 'wait', instance: 'am-2' });
    expect(decide(lonely(9, 'elsewhere'), POLICY)).toMatchObject({ kind: 'halt', instance: 'am-2' });
  });

  test('is not looked for where names lead to nobody else: what replaces the last one whom they lead to would be alone', () => {
    const misled = (unwellFor: number, peers: string): Observation =>
      observation({ 'am-2': { unwellFor, pod: { revision: 'old', peers, leadsNowhere: true } } });
    expect(decide(misled(59, 'headless'), POLICY)).toMatchObject({ kind: 'wait', instance: 'am-2' });
    expect(decide(misled(61, 'headless'), POLICY)).toMatchObject({
      kind: 'halt',
      message: expect.stringContaining('its successor would look there, too') as string,
    });
    expect(decide(misled(61, 'elsewhere'), POLICY)).toMatchObject({ kind: 'evict', instance: 'am-2' });
  });

  test('brings the former revision back where that is wanted, and where there is one', () => {
    const policy: Policy = { ...POLICY, onFailure: 'rollback' };
    expect(decide(observation({ 'am-0': OUTDATED, 'am-2': CRASHING }), policy)).toMatchObject({
      kind: 'restore-revision',
      revision: 'old',
      instance: 'am-2',
    });
    expect(decide(observation({ 'am-2': CRASHING }), policy)).toMatchObject({ kind: 'halt' });
  });
});

describe('what was broken before', () => {
  const broken: Change = { pod: { ...OUTDATED.pod, ...CRASHING.pod } };

  test('is replaced first of all, since that takes nothing away', () => {
    expect(decide(observation({ 'am-0': broken, 'am-2': OUTDATED }), POLICY)).toMatchObject({
      kind: 'evict',
      instance: 'am-0',
      reason: 'broken',
    });
  });

  test('is more than one instance: nothing is done unless that is wanted', () => {
    const seen = observation({ 'am-0': broken, 'am-1': broken });
    expect(decide(seen, POLICY)).toMatchObject({ kind: 'halt', reason: 'degraded' });
    expect(decide(seen, { ...POLICY, fromDegraded: true })).toMatchObject({
      kind: 'evict',
      instance: 'am-0',
    });
  });
});

describe('two meshes', () => {
  const moved: PodChange = { mesh: 'b', gossip: { members: members('am-2') } };
  const stayed: PodChange = { revision: 'old', gossip: { members: members('am-0', 'am-1') } };

  test('the new one is held back as long as the former one has a member', () => {
    const seen = observation({ 'am-0': { pod: stayed }, 'am-1': { pod: stayed }, 'am-2': { pod: moved } });
    expect(decide(seen, POLICY)).toEqual({ kind: 'hold', instances: ['am-2'], why: 'former-mesh' });

    const held = { ...moved, gossip: { ...moved.gossip, heldFor: 25 } };
    const next = observation({ 'am-0': { pod: stayed }, 'am-1': { pod: stayed }, 'am-2': { pod: held } });
    expect(decide(next, POLICY)).toMatchObject({ kind: 'evict', instance: 'am-0' });
  });

  test('the new one is released when the former one is no more', () => {
    const all = { mesh: 'b', gossip: { heldFor: 20 } };
    const seen = observation({ 'am-0': { pod: null }, 'am-1': { pod: all }, 'am-2': { pod: all } });
    expect(decide(seen, POLICY)).toEqual({ kind: 'release', instances: ['am-1', 'am-2'] });
  });
});

describe('the last one of its mesh, which nobody hears', () => {
  const alone = (heldFor: number): Observation => {
    const [only] = observation({ 'am-0': OUTDATED }).instances;
    const gossip = { members: members('am-0'), heldFor };
    return {
      ...observation(),
      instances: [{ ...only!, pod: podOf('am-0', { ...only?.pod, gossip }) }],
    };
  };

  test('is held back, has its say, and is replaced: the companion itself has what it holds', () => {
    expect(decide(alone(0), POLICY)).toEqual({ kind: 'hold', instances: ['am-0'], why: 'last-word' });
    expect(decide(alone(29), POLICY)).toMatchObject({ kind: 'wait', instance: 'am-0' });
    expect(decide(alone(27), POLICY)).toMatchObject({ kind: 'evict', instance: 'am-0' });
  });

  test('is not held back where its eviction is refused: nobody would speak', () => {
    expect(decide({ ...alone(0), refusal: 'a budget' }, POLICY)).toMatchObject({ kind: 'evict' });
  });

  test('is held back as well where its successors are in another mesh, and wait', () => {
    const moved: PodChange = { mesh: 'b', gossip: { members: members('am-0', 'am-1'), heldFor: 25 } };
    const last: PodChange = { revision: 'old', gossip: { members: members('am-2') } };
    const seen = observation({ 'am-0': { pod: moved }, 'am-1': { pod: moved }, 'am-2': { pod: last } });
    expect(decide(seen, POLICY)).toEqual({ kind: 'hold', instances: ['am-2'], why: 'last-word' });
  });
});

/** Three instances that are whole and current, but for `changes`. */
function observation(changes: Readonly<Record<string, Change>> = {}): Observation {
  return {
    set: { revision: 'new', observed: true, selfRolling: false, peers: 'headless' },
    stalledFor: 0,
    instances: NAMES.map((name): InstanceObservation => {
      const { pod = {}, unwellFor = 0, readyFor = 3600 } = changes[name] ?? {};
      return pod === null
        ? { name, unwellFor, readyFor }
        : { name, unwellFor, readyFor, pod: podOf(name, pod) };
    }),
  };
}

function podOf(name: string, { gossip, ...change }: PodChange): PodObservation {
  const ready = change.ready ?? true;
  const seen = { seen: true, members: members(...NAMES), lacking: 0, overdue: 0, heldFor: 0, ...gossip };
  return {
    uid: `uid-${name}`,
    revision: 'new',
    address: addressOf(name),
    age: 3600,
    ending: false,
    ready,
    mesh: 'a',
    peers: 'headless',
    leadsNowhere: false,
    gossip: ready ? (seen as GossipObservation) : undefined,
    dispatching: true,
    alertsLacking: 0,
    ...change,
  };
}

function members(...names: readonly string[]): Array<{
  name: string;
  address: string;
  port: number;
  incarnation: number;
  state: 'alive';
}> {
  return names.map((name) => ({
    name,
    address: addressOf(name),
    port: 9094,
    incarnation: 1,
    state: 'alive',
  }));
}

function addressOf(name: string): string {
  return `10.0.0.${name.slice(-1)}`;
}
