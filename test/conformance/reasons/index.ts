import { CONFIGURATION_REASONS } from './configuration';
import { REFUSAL_REASONS } from './refusals';
import { SCOPE_REASONS } from './scope';
import { WORKLOAD_REASONS } from './workload';

export type { Kind, Reason } from './reason';

/** Every reason that there is, by its id. */
export const REASONS = {
  ...CONFIGURATION_REASONS,
  ...WORKLOAD_REASONS,
  ...REFUSAL_REASONS,
  ...SCOPE_REASONS,
};

export type ReasonId = keyof typeof REASONS;
