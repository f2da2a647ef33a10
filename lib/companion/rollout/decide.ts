import type { Action } from './action';
import { assess, isMisled, type Assessment } from './assess';
import type { Observation } from './observation';
import { compareTurns } from './turn';

export interface Policy {
  /** Seconds that an instance has to get whole, and that anything else may take. */
  readonly deadline: number;

  /** What to do where an instance of the new revision does not get whole. */
  readonly onFailure: 'halt' | 'rollback';

  /** Whether to go on where several instances are broken already: those are replaced first, one after the other. */
  readonly fromDegraded: boolean;

  /**
   * Whether somebody must notify at any time: the last instance that does is replaced only after another one has
   * settled, which takes it some 10 s. Otherwise pages may come that much later, as with a stock StatefulSet.
   */
  readonly gapless: boolean;

  /**
   * Names of the instances to replace.
   * @default - all
   */
  readonly scope?: readonly string[] | undefined;
}

/**
 * How to go on after a former revision was brought back: that one instance gets it, and if it does not get whole either
 * that is the end. Two revisions that are both bad would be brought back in turn for ever.
 */
export function afterRollback(policy: Policy, instance: string): Policy {
  return { ...policy, scope: [instance], onFailure: 'halt' };
}

/** Seconds after which an instance that is ready must have found its peers; they look for it every 15 s. */
const JOIN_GRACE = 8;

/** Seconds of a hold. Short, since it ends by itself should we end. */
export const HOLD = 30;

/** Seconds of a hold below which it is renewed. */
const HOLD_RENEWAL = 15;

/** Seconds in which what somebody was saying when it was held has been said, and is in its log. */
const LAST_WORD = 2;

/**
 * Says what to do next, from what was seen alone.
 *
 * An instance that is whole is only ever replaced while all the others are whole too, and hold everything that it
 * holds: so of N instances N - 1 hold everything at any time, unless something else takes one away. First comes
 * what makes instances whole, since that can do no harm; then waiting for it; and only then the next one.
 */
export function decide(observation: Observation, policy: Policy): Action {
  const { set } = observation;
  if (set.selfRolling) {
    return {
      kind: 'halt',
      reason: 'self-rolling',
      message:
        'Kubernetes replaces the pods of this StatefulSet by itself; give it `updateStrategy: OnDelete`',
    };
  }
  const all = assess(observation);
  const help = mend(all, policy) ?? holdBack(all) ?? bringAlerts(all);
  if (help !== undefined) {
    return stuck(observation, policy)
      ? { kind: 'halt', reason: 'stuck', message: `it does not help, again and again: ${describeHelp(help)}` }
      : help;
  }
  return (
    (set.observed ? undefined : waitForController(observation, policy)) ??
    attend(all, observation, policy) ??
    replaceNext(all, observation, policy)
  );
}

/** What makes instances whole. */
type Help = Extract<Action, { kind: 'bring-state' | 'tell-departure' | 'hold' | 'release' | 'bring-alerts' }>;

function describeHelp(help: Help): string {
  const whom = 'to' in help ? help.to : help.instances;
  return `${help.kind} (${[whom].flat().join(', ')})`;
}

/** State first: before alerts, and before an instance has settled and notifies for what it knows nothing of. */
function mend(all: readonly Assessment[], policy: Policy): Help | undefined {
  const curable = all.filter((each) => !isBroken(each, all, policy));
  const behind = curable.filter(({ condition }) => condition === 'behind');
  if (behind.length > 0) {
    return { kind: 'bring-state', to: behind.map(nameOf) };
  }
  for (const { ghosts } of curable) {
    const [first] = ghosts;
    if (first !== undefined) {
      const { node } = first;
      const same = ghosts.filter(
        (each) => each.node.address === node.address && each.node.state === node.state,
      );
      return { kind: 'tell-departure', to: same.map(({ seenBy }) => seenBy), node };
    }
  }
  return undefined;
}

/**
 * Two meshes, that of the revision that pods get and a former one, know nothing of each other's notifications. While
 * both have members the new one is held back; the former one notifies until it has ended.
 */
function holdBack(all: readonly Assessment[]): Help | undefined {
  const newMesh = all.find(({ instance: { pod }, current }) => current && pod?.gossip?.seen)?.instance.pod
    ?.mesh;
  if (newMesh === undefined) {
    return undefined;
  }
  // One that is on its way out may still say its last.
  const former = all.filter(
    ({ instance: { pod } }) =>
      pod !== undefined && pod.mesh !== newMesh && (pod.ending || pod.gossip?.seen === true),
  );
  const members = all.flatMap(({ instance: { name, pod } }) =>
    pod?.gossip?.seen === true && pod.mesh === newMesh ? [{ name, heldFor: pod.gossip.heldFor }] : [],
  );
  const unheld = members.filter(({ heldFor }) => heldFor < HOLD_RENEWAL);
  const held = members.filter(({ heldFor }) => heldFor > 0);
  if (former.length > 0) {
    return unheld.length > 0
      ? { kind: 'hold', instances: unheld.map(({ name }) => name), why: 'former-mesh' }
      : undefined;
  }
  return held.length > 0 ? { kind: 'release', instances: held.map(({ name }) => name) } : undefined;
}

function bringAlerts(all: readonly Assessment[]): Help | undefined {
  const bare = all.find(({ condition }) => condition === 'bare');
  return bare === undefined ? undefined : { kind: 'bring-alerts', to: nameOf(bare) };
}

function waitForController(observation: Observation, policy: Policy): Action {
  return stuck(observation, policy)
    ? { kind: 'halt', reason: 'stuck', message: 'the StatefulSet controller has not seen the last change' }
    : { kind: 'wait', reason: 'the StatefulSet controller has not seen the last change yet' };
}

/** What to do about instances that are not whole; undefined where all are. */
function attend(all: readonly Assessment[], observation: Observation, policy: Policy): Action | undefined {
  const unwell = all.filter(({ condition }) => condition !== 'whole');
  const waiting = unwell.find((each) => !isBroken(each, all, policy));
  if (waiting !== undefined) {
    return { kind: 'wait', instance: nameOf(waiting), reason: waiting.detail };
  }
  const failed = unwell.find(({ current }) => current);
  if (failed !== undefined) {
    return fail(failed, all, observation, policy);
  }
  // Broken before: replacing one of them takes nothing away, and may be what mends it.
  const [first] = byTurn(unwell.filter((each) => inScope(each, policy)));
  if (first === undefined) {
    const [other] = unwell;
    return other && degraded(unwell);
  }
  if (unwell.length > 1 && !policy.fromDegraded) {
    return degraded(unwell);
  }
  if (isMisled(first, observation.set)) {
    return {
      kind: 'halt',
      reason: 'stuck',
      instance: nameOf(first),
      message: `${nameOf(first)} ${first.detail}; its successor would look there, too, and be alone`,
    };
  }
  return bringRest(all, first) ?? evict(first, 'broken', observation, policy);
}

/**
 * Its pod cannot get ready by itself, or it has had its time.
 *
 * An instance looks for its peers before it is ready. One that looks elsewhere than its peers do, and has not found them
 * by then, will be found by them after a while, which hides that its own way leads nowhere until all are like it.
 */
function isBroken(
  { instance, condition }: Assessment,
  all: readonly Assessment[],
  { deadline }: Policy,
): boolean {
  const looksElsewhere = all.some(
    ({ instance: { pod } }) =>
      pod !== undefined && pod.mesh === instance.pod?.mesh && pod.peers !== instance.pod.peers,
  );
  const lost = condition === 'apart' && looksElsewhere && instance.readyFor > JOIN_GRACE;
  return condition === 'failing' || lost || instance.unwellFor > deadline;
}

function fail(failed: Assessment, all: readonly Assessment[], { set }: Observation, policy: Policy): Action {
  const instance = nameOf(failed);
  const message = `${instance} of revision ${set.revision} is ${failed.condition}: ${failed.detail}`;
  const former = all.find(({ condition, current }) => condition === 'whole' && !current)?.instance.pod
    ?.revision;
  if (policy.onFailure === 'rollback' && former !== undefined && inScope(failed, policy)) {
    return { kind: 'restore-revision', revision: former, instance, reason: message };
  }
  return { kind: 'halt', reason: 'failed', instance, message };
}

function degraded(unwell: readonly Assessment[]): Action {
  const list = unwell.map((each) => `${nameOf(each)} ${each.detail} (${each.condition})`).join('; ');
  return {
    kind: 'halt',
    reason: 'degraded',
    message: `instances are broken already, before any of them was replaced: ${list}`,
  };
}

/** All are whole: the next one. */
function replaceNext(all: readonly Assessment[], observation: Observation, policy: Policy): Action {
  const [victim] = byTurn(all.filter((each) => !each.current && inScope(each, policy)));
  if (victim === undefined) {
    return { kind: 'done' };
  }
  const rest = silenceLast(all, victim, observation) ?? bringRest(all, victim);
  if (rest !== undefined) {
    return rest;
  }
  const others = all.filter((each) => each !== victim);
  if (policy.gapless && others.length > 0 && !others.some(({ instance }) => instance.pod?.dispatching)) {
    return stuck(observation, policy)
      ? {
          kind: 'halt',
          reason: 'stuck',
          message: `only ${nameOf(victim)} notifies: no other instance settles`,
        }
      : { kind: 'wait', instance: nameOf(victim), reason: 'nobody else notifies yet: the others settle' };
  }
  return evict(victim, 'outdated', observation, policy);
}

/**
 * The last one of its mesh is held back before it goes. What it said between the last look and its end would be in nobody's
 * log, and be said once more by those who come after it. Not where its eviction is refused: then nobody would speak at all.
 */
function silenceLast(
  all: readonly Assessment[],
  { instance: victim }: Assessment,
  { refusal }: Observation,
): Action | undefined {
  const { name, pod } = victim;
  const fellows = all.filter(({ instance }) => instance !== victim && instance.pod?.mesh === pod?.mesh);
  if (pod?.gossip?.seen !== true || fellows.length > 0 || refusal !== undefined) {
    return undefined;
  }
  const { heldFor } = pod.gossip;
  if (heldFor === 0) {
    return { kind: 'hold', instances: [name], why: 'last-word' };
  }
  return heldFor > HOLD - LAST_WORD
    ? { kind: 'wait', instance: name, reason: 'what it is just saying gets into its log' }
    : undefined;
}

/**
 * What a victim would take along: to the last entry, also those that are on their way through the mesh. Where no
 * other instance is there to take them, the companion's own copy has them.
 */
function bringRest(all: readonly Assessment[], victim: Assessment): Help | undefined {
  const lacking = all.filter(({ instance: { pod } }) => pod?.gossip?.seen === true && pod.gossip.lacking > 0);
  const others = lacking.filter((each) => each !== victim);
  return others.length === 0 ? undefined : { kind: 'bring-state', to: others.map(nameOf) };
}

function evict(
  { instance: { name, pod } }: Assessment,
  reason: 'outdated' | 'broken',
  observation: Observation,
  policy: Policy,
): Action {
  if (pod === undefined || pod.ending) {
    return stuck(observation, policy)
      ? { kind: 'halt', reason: 'stuck', instance: name, message: `${name} does not come back` }
      : { kind: 'wait', instance: name, reason: 'it is on its way' };
  }
  if (observation.refusal !== undefined && stuck(observation, policy)) {
    return { kind: 'halt', reason: 'refused', instance: name, message: observation.refusal };
  }
  return { kind: 'evict', instance: name, uid: pod.uid, reason };
}

function stuck({ stalledFor }: Observation, { deadline }: Policy): boolean {
  return stalledFor > deadline;
}

function inScope(each: Assessment, { scope }: Policy): boolean {
  return scope === undefined || scope.includes(nameOf(each));
}

function byTurn(all: readonly Assessment[]): Assessment[] {
  return [...all].sort((a, b) => compareTurns(nameOf(a), nameOf(b)));
}

function nameOf({ instance }: Assessment): string {
  return instance.name;
}
