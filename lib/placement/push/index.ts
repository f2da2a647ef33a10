export { DEFAULT_SHARD_LABEL as SHARD_LABEL } from '../locate';
export { aliveName, type PushInput } from './input';
export { onLeaf } from './on-leaf';
export { LEAF_FILE, pushRules, WRITERS_FILE } from './push-rules';
export type { PushClass, PushedRule, PushedRules } from './pushed';
export { writerName, WRITER_LABEL } from './over-leaves';
