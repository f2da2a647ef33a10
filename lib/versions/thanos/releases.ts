/** The newest release we know: the default, and what our tests run. */
export const THANOS_NEWEST = '0.42.4';

/**
 * The oldest release we support: the first one that takes TLS for each endpoint in the file of endpoints. Upstream mends
 * its newest minor release only.
 */
export const THANOS_OLDEST = '0.42.0';

/** The Prometheus whose PromQL this Thanos has compiled in: Query and Ruler refuse what came later. */
export const THANOS_PROMQL = '3.9.0';
