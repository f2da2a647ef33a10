import type { PodSpec } from 'kubernetes-types/core/v1';
import { objectId, type Manifest } from '../kubernetes';

/** A pod, or what pods are made from. */
export interface Pod {
  /** The object it stands in, such as `StatefulSet monitoring/prometheus-k8s`. */
  readonly object: string;

  /** The name of that object. */
  readonly name: string;
  readonly namespace: string;
  readonly annotations: Readonly<Record<string, string>>;
  readonly labels: Readonly<Record<string, string>>;
  readonly spec: PodSpec;

  /** Where `spec` stands in the object: `spec.template.spec`. */
  readonly field: string;
}

/** Where the kinds that make pods have their template. */
const TEMPLATES: Readonly<Record<string, readonly string[]>> = {
  Pod: [],
  Deployment: ['spec', 'template'],
  StatefulSet: ['spec', 'template'],
  DaemonSet: ['spec', 'template'],
  ReplicaSet: ['spec', 'template'],
  ReplicationController: ['spec', 'template'],
  Job: ['spec', 'template'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template'],
};

interface Template {
  readonly metadata?: {
    readonly annotations?: Readonly<Record<string, string>>;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec?: PodSpec;
}

/** The pods of all these objects. */
export function pods(manifests: readonly Manifest[]): Pod[] {
  return manifests.flatMap((manifest) => {
    const { kind, metadata } = manifest;
    const path = TEMPLATES[kind];
    if (path === undefined) {
      return [];
    }
    const template = descend(manifest, path) as Template | undefined;
    if (template?.spec === undefined) {
      return [];
    }
    return {
      object: objectId({ kind, ...metadata }),
      name: metadata.name,
      namespace: metadata.namespace ?? 'default',
      annotations: template.metadata?.annotations ?? {},
      labels: template.metadata?.labels ?? {},
      spec: template.spec,
      field: [...path, 'spec'].join('.'),
    };
  });
}

function descend(object: unknown, path: readonly string[]): unknown {
  return path.reduce((value, key) => (value as Record<string, unknown> | undefined)?.[key], object);
}
