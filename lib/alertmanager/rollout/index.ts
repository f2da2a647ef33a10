export { AlertmanagerRollout, type AlertmanagerRolloutProps, type HasRolled } from './alertmanager-rollout';
export { checkRollout } from './check';
export { LONGEST_JOB_NAME, METRICS_PORT_NAME, rolloutModel, type Rolled } from './model';
export type { Rollout, RolloutController, RolloutJob, RolloutPods } from './props';
