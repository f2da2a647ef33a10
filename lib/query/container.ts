import type { Container, EnvVar, Probe, VolumeMount } from 'kubernetes-types/core/v1';
import { compact } from '../values';
import { containerSecurity } from '../workload';
import { ports, type ThanosModel } from './model';

/** What a container has besides what all have. */
export interface ContainerParts {
  readonly args: readonly string[];
  readonly env: readonly EnvVar[];
  readonly mounts: readonly VolumeMount[];
}

/** The container of a program. */
export function thanosContainer(model: ThanosModel, { args, env, mounts }: ContainerParts): Container {
  const { kind, release, props } = model;
  return compact<Container>({
    name: kind.app,
    image: release.image,
    imagePullPolicy: props.imagePullPolicy,
    args: [kind.command, ...args],
    env: env.length === 0 ? undefined : [...env],
    ports: ports(model).map(({ name, port }) => ({ name, containerPort: port, protocol: 'TCP' })),
    // A Store reads the index headers of all blocks before it is ready, a Ruler its log.
    startupProbe: { ...probe(model, 'ready'), periodSeconds: 5, failureThreshold: kind.stateful ? 180 : 24 },
    readinessProbe: { ...probe(model, 'ready'), periodSeconds: 5, failureThreshold: 3 },
    livenessProbe: { ...probe(model, 'healthy'), periodSeconds: 10, failureThreshold: 6 },
    resources: props.resources,
    securityContext: containerSecurity,
    terminationMessagePolicy: 'FallbackToLogsOnError',
    volumeMounts: [...mounts, ...(props.volumeMounts ?? [])],
  });
}

/** These paths are not below the route prefix. */
function probe({ scheme, portName }: ThanosModel, state: 'ready' | 'healthy'): Probe {
  return {
    httpGet: {
      path: `/-/${state}`,
      port: portName,
      ...(scheme === 'https' ? { scheme: 'HTTPS' } : {}),
    },
    timeoutSeconds: 3,
  };
}

/** A field of the pod as a variable, with the default spelt out: else a change to server-side apply is a conflict. */
export function podField(name: string, fieldPath: string): EnvVar {
  return { name, valueFrom: { fieldRef: { apiVersion: 'v1', fieldPath } } };
}
