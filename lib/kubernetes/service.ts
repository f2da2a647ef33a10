import type { ServicePort } from 'kubernetes-types/core/v1';
import type { ObjectPlace } from './config-map';
import { headlessLabels } from './labels';
import type { Manifest } from './manifest';

/** What is special about a Service. */
export interface ServiceOptions {
  readonly ports: readonly ServicePort[];
  readonly selector: Readonly<Record<string, string>>;

  /** No address of its own: its name stands for those of the pods. */
  readonly headless?: boolean;

  /** Names pods before they are ready, as peers that look for each other need it. */
  readonly publishNotReadyAddresses?: boolean;

  /** Whether a client stays with the pod it reached first. */
  readonly sticky?: boolean;
}

/** A Service. */
export function service({ namespace, labels }: ObjectPlace, name: string, options: ServiceOptions): Manifest {
  const isHeadless = options.headless === true;
  return {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name, namespace, labels: isHeadless ? headlessLabels(labels) : { ...labels } },
    spec: {
      ...(isHeadless ? { clusterIP: 'None' } : {}),
      ...(options.publishNotReadyAddresses === true ? { publishNotReadyAddresses: true } : {}),
      ...(options.sticky === true ? { sessionAffinity: 'ClientIP' } : {}),
      selector: { ...options.selector },
      ports: options.ports,
    },
  };
}
