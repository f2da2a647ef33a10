export { thanosFeatures, thanosFlags, type ThanosCommand } from './flags';
export { objectStoreCatalogue } from './objstore';
export { THANOS_NEWEST, THANOS_OLDEST, THANOS_PROMQL } from './releases';
