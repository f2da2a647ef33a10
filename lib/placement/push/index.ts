export { aliveName, type PushInput } from './input';
export { onLeaf } from './on-leaf';
export { LEAF_FILE, pushRules } from './push-rules';
export type { PushClass, PushedRule, PushedRules } from './pushed';
