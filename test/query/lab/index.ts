export { ask, valueOf, type Answer, type Series } from './ask';
export { Lab } from './lab';
export type { LocalPod } from './pod';
export { freePort } from './ports';
