import { writeHold } from '../mesh';
import type { Action } from './action';
import { assess } from './assess';
import { afterRollback, decide, HOLD, type Policy } from './decide';
import { Memory, type Look } from './memory';
import { preflight, type Finding } from './preflight';
import type { Observation } from './observation';
import type { Outcome, Step } from './outcome';
import type { Claim, ClockPort, ClusterPort, InstancePort, LeasePort, NamesPort } from './ports';
import { Survey } from './survey';
import { needsLease, Tenure, waitForLease } from './tenure';
import { TransientError } from './transient-error';

export interface Ports {
  readonly cluster: ClusterPort;
  readonly instances: InstancePort;
  readonly lease: LeasePort;
  readonly clock: ClockPort;
  readonly names: NamesPort;
}

export interface RollOptions extends Policy {
  /** Milliseconds between two looks, where there is nothing to do but wait. */
  readonly interval: number;

  /** Told at each look. */
  readonly onLook?: (step: Step) => void;

  /** Told what could not be checked before the first pod is asked to go. */
  readonly onWarning?: (finding: Finding) => void;
}

export interface WatchOptions extends RollOptions {
  /** Told when an outcome is another one than before: a watch goes on after each. */
  readonly onOutcome: (outcome: Outcome) => void;

  /** Told after each turn, whatever came of it: we are alive. */
  readonly onTurn?: () => void;

  /** What to say of an error that may mend itself; undefined where it is a mistake of ours. */
  readonly explain: (error: unknown) => string | undefined;
}

/** Looks through these ports. */
export function surveyOf({ cluster, instances, clock, names }: Ports): Survey {
  return new Survey(cluster, instances, clock, names);
}

/** Milliseconds for which we leave the API server alone where it asks for more. */
const LONGEST_PAUSE = 10_000;

/**
 * Rolls a StatefulSet of Alertmanagers to the revision that it has: looks, decides, does one thing, looks again, until
 * there is nothing left to do. It may be ended and started again at any moment.
 *
 * @throws what `signal` is aborted with; and errors of the API server that will not go away by waiting
 */
export async function roll(ports: Ports, options: RollOptions, signal: AbortSignal): Promise<Outcome> {
  return new Roll(ports, options, signal).run();
}

/**
 * Goes on for ever: rolls whenever there is something to roll, and gives back to instances what they have lost, since
 * its copy has it also where all of them have lost it.
 *
 * @param survey with the copy of an earlier run, where there is one
 */
export async function watch(
  ports: Ports,
  options: WatchOptions,
  survey: Survey,
  signal: AbortSignal,
): Promise<never> {
  const roll = new Roll(ports, options, signal, survey);
  let last: string | undefined;
  try {
    for (;;) {
      const outcome = await persistently(() => roll.once(), options, signal);
      options.onTurn?.();
      const text = outcome && JSON.stringify({ ...outcome, log: undefined });
      if (outcome !== undefined && text !== last) {
        options.onOutcome(outcome);
      }
      last = text;
      if (outcome !== undefined) {
        await ports.clock.sleep(options.interval, signal);
      }
    }
  } finally {
    await ports.lease.release().catch(() => undefined);
  }
}

/** A StatefulSet that was deleted may come again, and a right that is missing may be given. */
async function persistently(
  turn: () => Promise<Outcome | undefined>,
  { explain }: WatchOptions,
  signal: AbortSignal,
): Promise<Outcome | undefined> {
  try {
    return await turn();
  } catch (error) {
    signal.throwIfAborted();
    const message = explain(error);
    if (message === undefined) {
      throw error;
    }
    return { kind: 'halted', reason: 'api', message };
  }
}

class Roll {
  private orphans = 0;
  private memory = new Memory();
  private policy: Policy;
  private refusal: string | undefined;
  private readonly tenure: Tenure;
  private troubleSince: number | undefined;

  /** The revision whose template has been checked, and may be rolled out. */
  private checked: string | undefined;

  /** What went wrong, where the former revision was brought back. */
  private failure: { readonly instance: string; readonly message: string; readonly log: string } | undefined;

  constructor(
    private readonly ports: Ports,
    private readonly options: RollOptions,
    private readonly signal: AbortSignal,
    private readonly survey = surveyOf(ports),
  ) {
    this.policy = options;
    this.tenure = new Tenure(ports.lease, ports.clock);
  }

  async run(): Promise<Outcome> {
    try {
      for (;;) {
        const outcome = await this.once();
        if (outcome !== undefined) {
          return outcome;
        }
      }
    } finally {
      await this.ports.lease.release().catch(() => undefined); // it ends by itself
    }
  }

  /** A look and what follows from it. What the API server does not answer by now it may answer at the next look. */
  async once(): Promise<Outcome | undefined> {
    try {
      const outcome = await this.step();
      this.troubleSince = undefined;
      return outcome;
    } catch (error) {
      this.signal.throwIfAborted();
      if (!(error instanceof TransientError)) {
        throw error;
      }
      this.troubleSince ??= this.seconds();
      if (this.seconds() - this.troubleSince > this.options.deadline) {
        return { kind: 'halted', reason: 'api', message: error.message };
      }
      await this.pause(error.retryAfter);
      return undefined;
    }
  }

  private async step(): Promise<Outcome | undefined> {
    const claim = await this.tenure.claim(this.signal);
    if (claim.kind === 'refused') {
      this.memory = new Memory(); // who does not look must not think that all has stayed as it was
      return refused(claim);
    }
    const look = await this.survey.look(this.signal);
    const observation: Observation = this.memory.recall({ ...look, refusal: this.refusal }, this.seconds());
    const wanted = decide(observation, this.policy);
    const action = claim.kind === 'unknown' && needsLease(wanted) ? waitForLease(claim.holder) : wanted;
    this.memory.decide(action, this.seconds());
    if (action.kind === 'bring-state' || this.orphans > 0) {
      this.orphans = this.survey.orphans() ?? this.orphans;
    }
    this.options.onLook?.({ assessments: assess(observation), action, orphans: this.orphans });
    return this.act(action, look);
  }

  private async act(action: Action, look: Look): Promise<Outcome | undefined> {
    const { cluster } = this.ports;
    if (action.kind === 'evict' || action.kind === 'restore-revision') {
      // The look may have taken as long as the lease lasts: somebody else may have replaced another one since.
      const claim = await this.tenure.claim(this.signal);
      if (claim.kind !== 'kept') {
        return claim.kind === 'refused' ? refused(claim) : undefined; // looks again
      }
    }
    switch (action.kind) {
      case 'wait':
        await this.pause();
        return undefined;
      case 'bring-state':
        await this.each(action.to, (pod) =>
          this.ports.instances.push(pod, this.survey.missing(pod.name), this.signal),
        );
        return undefined;
      case 'tell-departure':
        await this.each(action.to, (pod) =>
          this.ports.instances.tellDeparture(pod, action.node, this.signal),
        );
        return undefined;
      case 'hold': {
        // The last word of one that may not be replaced is not its last.
        const refused = action.why === 'last-word' ? await this.check(look) : undefined;
        if (refused === undefined) {
          await this.hold(action.instances, HOLD * 1000);
        }
        return refused;
      }
      case 'release':
        await this.hold(action.instances, 0);
        return undefined;
      case 'bring-alerts':
        await this.each([action.to], async (pod) => {
          const alerts = await this.survey.alertsDue(pod, this.signal); // anew, just before they are posted
          await this.ports.instances.postAlerts(pod, alerts, this.signal);
          this.survey.toldAlerts(pod, alerts);
        });
        return undefined;
      case 'evict':
        return (await this.check(look)) ?? this.evict(action);
      case 'restore-revision':
        this.failure = {
          instance: action.instance,
          message: action.reason,
          log: await cluster.lastLines(action.instance, this.signal),
        };
        await cluster.restoreRevision(action.revision, this.signal);
        this.policy = afterRollback(this.policy, action.instance);
        return undefined;
      case 'halt': {
        const { reason, message, instance } = action;
        const log = instance === undefined ? undefined : await cluster.lastLines(instance, this.signal);
        return { kind: 'halted', reason, message, instance, log };
      }
      case 'done':
        return this.failure === undefined ? { kind: 'done' } : { kind: 'rolled-back', ...this.failure };
    }
  }

  /** Once for each revision, before the first pod goes. What brings a former one back is not kept from it. */
  private async check({ set: { revision }, instances }: Look): Promise<Outcome | undefined> {
    if (this.checked === revision || this.failure !== undefined) {
      return undefined;
    }
    const { cluster } = this.ports;
    const findings = preflight({
      target: await cluster.target(this.signal),
      stateSize: this.survey.stateSize,
      unsoundEntries: this.survey.unsoundEntries(),
      budgets: await cluster.budgets(this.signal),
      instances: instances.length,
    });
    const refusals = findings.filter(({ severity }) => severity === 'refusal');
    if (refusals.length > 0) {
      const reason = refusals.every(({ code }) => code === 'budget') ? 'refused' : 'preflight';
      const message = refusals.map((each) => `${each.message}; ${each.remedy}`).join('\n');
      return { kind: 'halted', reason, message };
    }
    findings.forEach((finding) => this.options.onWarning?.(finding));
    this.checked = revision;
    return undefined;
  }

  private async evict({ instance, uid }: Extract<Action, { kind: 'evict' }>): Promise<undefined> {
    const eviction = await this.ports.cluster.evict({ name: instance, uid });
    this.refusal = eviction.kind === 'refused' ? eviction.reason : undefined;
    if (eviction.kind === 'refused') {
      await this.pause();
    }
  }

  private async hold(names: readonly string[], duration: number): Promise<void> {
    const now = this.ports.clock.now();
    const state = writeHold({ now, until: now + duration });
    await this.each(names, (pod) => this.ports.instances.push(pod, [state], this.signal));
  }

  /** Does it for each; one that does not answer is seen at the next look, and must not keep the others waiting. */
  private async each(
    names: readonly string[],
    work: (pod: ReturnType<Survey['named']>[number]) => Promise<void>,
  ): Promise<void> {
    const outcomes = await Promise.allSettled(this.survey.named(names).map(work));
    this.signal.throwIfAborted();
    if (outcomes.some(({ status }) => status === 'rejected')) {
      await this.pause();
    }
  }

  /** @param wanted milliseconds that the API server wants to be left alone */
  private async pause(wanted = 0): Promise<void> {
    const longest = Math.min(wanted, LONGEST_PAUSE);
    await this.ports.clock.sleep(Math.max(this.options.interval, longest), this.signal);
  }

  private seconds(): number {
    return this.ports.clock.now() / 1000;
  }
}

function refused({ holder }: Extract<Claim, { kind: 'refused' }>): Outcome {
  return { kind: 'halted', reason: 'lease', message: `${holder} rolls the same StatefulSet` };
}
