export { importObjects, type Imported, type ImportOptions, type NamespaceLabels } from './import-objects';
export { describeOutcome, type Fate, type Outcome } from './outcome';
