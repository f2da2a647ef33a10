import type { PodMetricsEndpoint } from './pod-monitor';

/** The port that is meant, by its name or its number. */
export function portOf({ port, portNumber, targetPort }: PodMetricsEndpoint): string | number | undefined {
  return port ?? portNumber ?? targetPort;
}
