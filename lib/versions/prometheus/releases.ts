/** The newest release we know: the default, and what our tests run. */
export const PROMETHEUS_NEWEST = '3.16.0';

/**
 * The oldest release we support. Upstream mends its newest minor release and the long-term ones; 3.13 is one of
 * those, until July 2027. Other minor releases get no more fixes, not even for security.
 */
export const PROMETHEUS_OLDEST = '3.13.0';
