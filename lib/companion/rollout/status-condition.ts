import type { Action } from './action';
import type { Assessment } from './assess';
import { describeAction } from './describe-action';

/**
 * What is to be said of a StatefulSet's rollouts, in the convention of Kubernetes: true is good.
 *
 * - `Healthy`: every instance is whole
 * - `Progressing`: something is being done, or has been done with success
 * - `Stored`: a copy of the mesh is kept where it outlives us
 */
export interface StatusCondition {
  readonly type: 'Healthy' | 'Progressing' | 'Stored';
  readonly status: 'True' | 'False' | 'Unknown';

  /** One word, for programs. */
  readonly reason: string;

  /** For people. */
  readonly message: string;

  /** When the status changed last, as RFC 3339 has it. */
  readonly lastTransitionTime: string;
}

/** One that has just been found to hold. */
export type FreshCondition = Omit<StatusCondition, 'lastTransitionTime'>;

/** Conditions longer than this are cut: they travel in an annotation. */
const LONGEST_MESSAGE = 1024;

/** What one look says. */
export function conditionsOf(assessments: readonly Assessment[], action: Action): FreshCondition[] {
  const unwell = assessments.filter(({ condition }) => condition !== 'whole');
  const list = unwell.map(({ instance: { name }, detail }) => `${name} ${detail}`).join('; ');
  const health: FreshCondition =
    unwell.length === 0
      ? {
          type: 'Healthy',
          status: 'True',
          reason: 'AllWhole',
          message: `${assessments.length} instances are whole`,
        }
      : { type: 'Healthy', status: 'False', reason: 'InstancesNotWhole', message: cut(list) };
  return [health, progress(assessments, action)];
}

/** Something that stands in the way, as a condition. */
export function haltedCondition(reason: string, message: string): FreshCondition {
  return { type: 'Progressing', status: 'False', reason: inPascalCase(reason), message: cut(message) };
}

/** Puts new ones beside those that were there; the time is that of the last change of the status. */
export function mergeConditions(
  former: readonly StatusCondition[],
  fresh: readonly FreshCondition[],
  now: Date,
): StatusCondition[] {
  const kept = former.filter(({ type }) => !fresh.some((each) => each.type === type));
  const changed = fresh.map((each) => {
    const before = former.find(({ type }) => type === each.type);
    const same = before?.status === each.status ? before.lastTransitionTime : undefined;
    return { ...each, lastTransitionTime: same ?? now.toISOString().replace(/\.\d+Z$/, 'Z') };
  });
  return [...kept, ...changed].sort((a, b) => (a.type < b.type ? -1 : 1));
}

function progress(assessments: readonly Assessment[], action: Action): FreshCondition {
  if (action.kind === 'halt') {
    return haltedCondition(action.reason, action.message);
  }
  const rolling = assessments.some(({ current }) => !current);
  const reason = action.kind === 'done' ? 'Complete' : rolling ? 'Rolling' : 'Healing';
  return { type: 'Progressing', status: 'True', reason, message: cut(describeAction(action)) };
}

function inPascalCase(reason: string): string {
  return reason.replace(/(^|-)([a-z])/g, (_, __, letter: string) => letter.toUpperCase());
}

function cut(text: string): string {
  return text.length <= LONGEST_MESSAGE ? text : `${text.slice(0, LONGEST_MESSAGE - 1)}…`;
}
