import type { Action } from './action';
import type { Claim, ClockPort, LeasePort } from './ports';

/**
 * Milliseconds between two renewals. A third of what the lease lasts: an eviction that is asked for so long after one,
 * and that takes all the time that a call may take, still ends before anybody else can have it.
 */
const RENEWAL = 5_000;

/** Keeps the lease while it is ours, without asking for it at each look. */
export class Tenure {
  private keptAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly lease: LeasePort,
    private readonly clock: ClockPort,
  ) {}

  async claim(signal: AbortSignal): Promise<Claim> {
    const asked = this.clock.now();
    if (asked - this.keptAt < RENEWAL) {
      return { kind: 'kept' };
    }
    const claim = await this.lease.hold(signal);
    this.keptAt = claim.kind === 'kept' || claim.kind === 'taken' ? asked : Number.NEGATIVE_INFINITY;
    return claim;
  }
}

/**
 * What may be done without the lease, while it is not known whether its holder lives.
 *
 * State is merged, whoever brings it and however often; a hold ends by itself. Neither can harm what another companion
 * does, and both must not wait until the lease of one that was killed has ended: an instance of a new mesh that starts
 * without volume notifies for all that is silenced, unless somebody brings it the silences within its start delay.
 */
export function needsLease({ kind }: Action): boolean {
  return kind !== 'bring-state' && kind !== 'hold' && kind !== 'wait';
}

/** What is done instead of what needs the lease. */
export function waitForLease(holder: string): Action {
  return { kind: 'wait', reason: `${holder} holds the Lease; whether it lives shows within seconds` };
}
