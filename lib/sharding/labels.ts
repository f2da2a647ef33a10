/**
 * Labels by which a target says something about its shard. A relabeling writes them; as all that begins with `__`
 * they are gone before the target is scraped. Those that the operator has are called as there.
 */
export const HASH_LABEL = '__tmp_hash';

/** Not empty: every shard scrapes the target. */
export const BROADCAST_LABEL = '__tmp_disable_sharding';

/** The zone of a target, where the meta labels of Kubernetes do not have it. */
export const TOPOLOGY_LABEL = '__tmp_topology';

/** The number of a shard, which alone scrapes the target. Not one of the operator's. */
export const SHARD_LABEL = '__tmp_shard';
