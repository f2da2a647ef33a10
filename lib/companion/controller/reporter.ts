import {
  conditionsOf,
  describeAction,
  haltedCondition,
  type ClockPort,
  type FreshCondition,
  type Outcome,
  type Step,
} from '../rollout';

/** Where Events go. */
export type RecordEvent = (type: 'Normal' | 'Warning', reason: string, message: string) => void;

/** Where numbers go. */
export interface Meter {
  look(step: Step, now: number): void;
  outcome(outcome: Outcome, now: number): void;
  evicted(): void;
  broughtBack(entries: number): void;
  forgetInstances(): void;
}

export interface ReportTargets {
  readonly record: RecordEvent;
  readonly say: (conditions: readonly FreshCondition[]) => void;
  readonly meter?: Meter | undefined;
  readonly clock: ClockPort;
}

/** Says what happens: each thing once, in Events, conditions and metrics. */
export class Reporter {
  /** The revision that is being rolled out, by the pods that are asked to go for it. */
  private rolling = false;
  private evicted: string | undefined;
  private halted: string | undefined;
  private orphans = 0;

  constructor(private readonly targets: ReportTargets) {}

  look(step: Step): void {
    const { clock, meter, say } = this.targets;
    say(conditionsOf(step.assessments, step.action));
    meter?.look(step, clock.now());
    this.tellOfLoss(step);
    this.tellOfEviction(step);
  }

  outcome(outcome: Outcome): void {
    const { clock, meter, record, say } = this.targets;
    if (outcome.kind === 'halted' && outcome.reason === 'lease') {
      meter?.forgetInstances(); // its holder tells of them
      return;
    }
    meter?.outcome(outcome, clock.now());
    if (outcome.kind === 'done') {
      if (this.rolling || this.halted !== undefined) {
        record('Normal', 'RolloutComplete', 'all instances are whole and of the current revision');
      }
      this.rolling = false;
      this.halted = undefined;
      return;
    }
    const { message } = outcome;
    if (outcome.kind === 'rolled-back') {
      record('Warning', 'RolledBack', `${outcome.instance} is back at its former revision: ${message}`);
      return;
    }
    say([haltedCondition(outcome.reason, message)]);
    // Not by its message: a container that crashes again and again says each time how often it has.
    const halted = `${outcome.reason} ${outcome.instance ?? message}`;
    if (halted !== this.halted) {
      record('Warning', 'RolloutHalted', message);
    }
    this.halted = halted;
  }

  private tellOfLoss({ orphans }: Step): void {
    const { record, meter } = this.targets;
    if (orphans > 0 && this.orphans === 0) {
      const loss = `${orphans} silences and log entries are held by no instance any more`;
      record('Warning', 'MeshLost', `${loss}: they are brought back from the copy`);
    }
    if (orphans === 0 && this.orphans > 0) {
      record('Normal', 'MeshRestored', `instances hold ${this.orphans} silences and log entries again`);
      meter?.broughtBack(this.orphans);
    }
    this.orphans = orphans === 0 ? 0 : Math.max(orphans, this.orphans);
  }

  private tellOfEviction({ action }: Step): void {
    const { record, meter } = this.targets;
    if (action.kind !== 'evict' || action.uid === this.evicted) {
      return; // an eviction that was refused is asked for again
    }
    if (!this.rolling) {
      record('Normal', 'RolloutStarted', 'instances are replaced, one after the other');
    }
    this.rolling = true;
    this.evicted = action.uid;
    record('Normal', 'Replacing', describeAction(action));
    meter?.evicted();
  }
}
