import { expectInstances } from '../../../lib/companion/cli/check';
import type { InstanceObservation, Look } from '../../../lib/companion/rollout';

type Unseen = Extract<
  NonNullable<NonNullable<InstanceObservation['pod']>['gossip']>,
  { readonly seen: false }
>;

test.each<[string, Unseen['failure'], number, string]>([
  ['a certificate that has ended', 'tls', 9, 'no instance accepts us, or we none of them: why'],
  ['a right that is missing', 'forbidden', 6, 'why'],
  ['a port that refuses', 'unreachable', 8, 'no instance can be reached at its gossip port: why'],
  ['a port behind a NetworkPolicy', 'silent', 8, 'Does a NetworkPolicy let us through?'],
  ['a label that is another', 'refused', 8, 'no instance can be reached at its gossip port: why'],
])('%s, of all instances, ends it before anything is done', (_, failure, code, message) => {
  const look = lookAt([unseen(failure), unseen(failure)]);
  expect(() => expectInstances(look)).toThrow(
    expect.objectContaining({ code, message: expect.stringContaining(message) as string }),
  );
});

test('one instance that can be seen is enough to say how the others are', () => {
  const seen = { seen: true, members: [], lacking: 0, overdue: 0, heldFor: 0 } as const;
  expect(() => expectInstances(lookAt([unseen('tls'), seen]))).not.toThrow();
});

test('nothing is to be looked at where there are no replicas', () => {
  expect(() => expectInstances(lookAt([]))).toThrow(
    expect.objectContaining({ code: 7, message: expect.stringContaining('it has no replicas') as string }),
  );
});

function unseen(failure: Unseen['failure']): Unseen {
  return { seen: false, reason: 'why', failure };
}

function lookAt(gossips: ReadonlyArray<NonNullable<InstanceObservation['pod']>['gossip']>): Look {
  return {
    set: { revision: 'new', observed: true, selfRolling: false, peers: 'headless' },
    instances: gossips.map((gossip, i) => ({
      name: `alertmanager-main-${i}`,
      pod: {
        uid: `${i}`,
        revision: 'new',
        address: `10.0.0.${i}`,
        age: 3600,
        ending: false,
        ready: true,
        failure: undefined,
        obstacle: undefined,
        mesh: 'l over TLS',
        peers: '',
        leadsNowhere: false,
        gossip,
        dispatching: false,
        alertsLacking: 0,
      },
    })),
  };
}
