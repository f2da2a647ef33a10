import type { Policy } from '../rollout';
import type { CommonOptions } from './options';

export interface RolloutOptions extends CommonOptions {
  /** Seconds. */
  readonly deadline: number;
  readonly onFailure: Policy['onFailure'];
  readonly forceFromDegraded?: boolean;
  readonly gapless?: boolean;
}

export function policyOf({ deadline, onFailure, forceFromDegraded, gapless }: RolloutOptions): Policy {
  return { deadline, onFailure, fromDegraded: forceFromDegraded === true, gapless: gapless === true };
}
