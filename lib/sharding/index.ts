export { assign } from './assign';
export { discoveredJob, jobOnShard, type JobToShard } from './job-on-shard';
export { BROADCAST_LABEL, HASH_LABEL, SHARD_LABEL, TOPOLOGY_LABEL } from './labels';
export { RETIRED_UNTIL } from './retired';
export { shardSteps, type TargetFacts } from './shard-steps';
export type { HashMethod, Shard, Sharding, ShardingChoice } from './sharding';
