import type { Action } from './action';
import { assess } from './assess';
import type { InstanceObservation, Observation } from './observation';

/** An observation without what only somebody knows who looked before. */
export type Look = Omit<Observation, 'stalledFor' | 'instances'> & {
  readonly instances: ReadonlyArray<Omit<InstanceObservation, 'unwellFor' | 'readyFor'>>;
};

/**
 * Knows for how long things have been as they are: all that is kept from one look to the next. A companion that
 * starts again starts with none of it, and is only more patient.
 */
export class Memory {
  /** When each pod was seen whole last, or first seen at all, by its UID. */
  private lastWell = new Map<string, number>();

  /** When each pod was seen ready first. */
  private firstReady = new Map<string, number>();
  private situation = '';
  private since: number | undefined;
  private decided = '';

  /**
   * Completes a look.
   *
   * @param now seconds, of any clock that only goes forward
   */
  recall(look: Look, now: number): Observation {
    const instances = look.instances.map((instance) => ({ ...instance, unwellFor: 0, readyFor: 0 }));
    const conditions = assess({ ...look, instances, stalledFor: 0 });
    const known = new Map<string, number>();
    const ready = new Map<string, number>();
    const completed = conditions.map(({ instance, condition }) => {
      const id = identity(instance);
      const since = this.firstReady.get(id) ?? now;
      if (instance.pod?.ready === true) {
        ready.set(id, since);
      }
      const well = condition === 'whole' ? now : (this.lastWell.get(id) ?? now);
      known.set(id, well);
      return { ...instance, unwellFor: now - well, readyFor: now - since };
    });
    this.lastWell = known;
    this.firstReady = ready;
    const whole = conditions.filter(({ condition }) => condition === 'whole');
    const situation = JSON.stringify([
      look.set.revision,
      [...known.keys()],
      whole.map(({ instance }) => instance.name),
    ]);
    if (this.since === undefined || situation !== this.situation) {
      this.situation = situation;
      this.since = now;
    }
    return { ...look, instances: completed, stalledFor: now - this.since };
  }

  /** Takes down what was decided: something new is movement, too. */
  decide(action: Action, now: number): void {
    const { kind } = action;
    const subject =
      'to' in action
        ? action.to
        : 'instances' in action
          ? action.instances
          : action.kind === 'done'
            ? ''
            : action.instance;
    const decided = JSON.stringify([kind, subject]);
    if (decided !== this.decided) {
      this.decided = decided;
      this.since = now;
    }
  }
}

function identity({ name, pod }: Pick<InstanceObservation, 'name' | 'pod'>): string {
  return `${name} ${pod?.uid ?? 'absent'}`;
}
