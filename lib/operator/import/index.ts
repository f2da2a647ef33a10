export { importObjects, type Imported, type ImportOptions } from './import-objects';
export type { NamespaceLabels } from './namespaces';
export { describeOutcome, type Fate, type Outcome } from './outcome';
