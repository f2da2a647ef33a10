export { AlertSink } from './alert-sink';
export { ask, valueOf, type Answer, type Series } from './ask';
export { Exporters } from './exporter';
export { get } from './get';
export { Lab } from './lab';
export { missingRoots } from './own-root';
export type { LocalPod } from './pod';
export { QUICK } from './quick';
