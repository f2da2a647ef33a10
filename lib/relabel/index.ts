export { asDiscovered, hasSettingsOfJob } from './as-discovered';
export { hashModulo } from './apply';
export type { Labels } from './labels';
export {
  discoveredPossibilities,
  possibleValues,
  relabelPossibilities,
  type PossibleLabels,
  type PossibleValues,
} from './possible-labels';
export { relabel, type Relabeled, type RelabelOptions } from './relabel';
export { RelabelError } from './rule';
export { populateLabels, type TargetOutcome, type TargetTrace } from './target';
export { traceRelabel, type LabelChange, type RelabelStep, type RelabelTrace } from './trace';
export { seriesPossibilities } from './series-labels';
