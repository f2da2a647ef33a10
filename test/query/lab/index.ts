export { AlertSink } from './alert-sink';
export { ask, valueOf, type Answer, type Series } from './ask';
export { Exporters } from './exporter';
export { Lab } from './lab';
export type { LocalPod } from './pod';
