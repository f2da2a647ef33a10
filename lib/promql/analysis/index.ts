export { canHaveLabel, type LabelSet } from './label-set';
export { outputLabels } from './output-labels';
