export {
  explainTarget,
  type DroppingRule,
  type ExplainOptions,
  type JobExplanation,
  type TargetExplanation,
} from './explain-target';
export type { Origin } from './origin';
export { renderExplanation, type RenderOptions } from './render';
export { describeRelabeling } from './relabeling-text';
