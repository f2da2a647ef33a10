/** The newest release we know: the default, and what our tests run. */
export const ALERTMANAGER_NEWEST = '0.34.2';

/**
 * The oldest release we support: two minor releases back. Upstream has no long-term releases; it mends the newest
 * minor release and now and then the one before (0.32.3 came out together with 0.33.1). Two releases back is as
 * far as a rolling upgrade should have to look.
 */
export const ALERTMANAGER_OLDEST = '0.32.0';
