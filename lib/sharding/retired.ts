/**
 * Annotation of the workload of a shard that has no targets any more: the day from which nobody needs its samples. Not of
 * its pods, which must not restart for it. What compares manifests reads it.
 */
export const RETIRED_UNTIL = 'cdk8s-prometheus/retired-until';
