import type { OperatorObject } from '../object';
import { isObject } from '../schema';

/** Fields that name a file of the pods. */
const FILES = ['bearerTokenFile', 'credentialsFile', 'caFile', 'certFile', 'keyFile'];

/** Whether a definition has the Prometheus send files of its pods to targets. */
export function namesFiles({ kind, spec }: OperatorObject): boolean {
  return ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig'].includes(kind) && hasFile(spec);
}

function hasFile(value: unknown): boolean {
  if (Array.isArray(value)) {
    return value.some(hasFile);
  }
  return (
    isObject(value) &&
    Object.entries(value).some(([key, inner]) =>
      FILES.includes(key) ? typeof inner === 'string' && inner !== '' : hasFile(inner),
    )
  );
}
