import type { PromQLOptions } from '../promql';
import type { PrometheusModel } from './model';

/** What a Prometheus understands of PromQL. Made once for many expressions: its reading is remembered. */
export function promqlOptions({ version, features, props }: PrometheusModel): PromQLOptions {
  const { major, minor, patch } = version;
  return {
    version: `${major}.${minor}.${patch}`,
    enableFeatures: features,
    ...(props.nameValidationScheme === undefined ? {} : { nameValidationScheme: props.nameValidationScheme }),
  };
}
