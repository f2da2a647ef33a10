import type { Identity } from '../../kubernetes';
import type { OperatorObject } from '../object';
import type { PlainObject } from '../schema';
import type { Fields } from './fields';

/** Kinds that become pods. */
export type WorkloadKind = 'Prometheus' | 'PrometheusAgent' | 'Alertmanager' | 'ThanosRuler';

/** A program as the operator runs it. */
interface Program {
  /** As labels name it. */
  readonly app: string;

  /** Before the name of the resource in those of its objects. */
  readonly prefix: string;

  /** What Prometheus Operator 0.93 runs where a resource names no version. */
  readonly version: string;
  readonly repository: string;
}

const PROMETHEUS = { version: '3.13.2', repository: 'quay.io/prometheus/prometheus' };

/** Of the Ruler and of sidecars. */
export const THANOS = { version: '0.42.4', repository: 'quay.io/thanos/thanos' };

export const PROGRAMS: Readonly<Record<WorkloadKind, Program>> = {
  Prometheus: { app: 'prometheus', prefix: 'prometheus', ...PROMETHEUS },
  PrometheusAgent: { app: 'prometheus-agent', prefix: 'prom-agent', ...PROMETHEUS },
  Alertmanager: {
    app: 'alertmanager',
    prefix: 'alertmanager',
    version: '0.33.1',
    repository: 'quay.io/prometheus/alertmanager',
  },
  ThanosRuler: { app: 'thanos-ruler', prefix: 'thanos-ruler', ...THANOS },
};

/** An object that becomes pods. */
export type WorkloadObject = OperatorObject & { readonly kind: WorkloadKind };

export function isWorkload(object: OperatorObject): object is WorkloadObject {
  return object.kind in PROGRAMS;
}

/** Who the objects of a resource belong to. */
export function identityOf(object: WorkloadObject): Identity {
  const { app } = PROGRAMS[object.kind];
  return { app, instance: object.metadata.name, version: String(imageProps(object).version) };
}

/** The version that the operator takes the program for, and the image where it is not that of upstream. */
export function imageProps({ kind, spec }: WorkloadObject): Fields {
  return imagePropsOf(spec, PROGRAMS[kind]);
}

/** The same for what has an image of its own in a resource. */
export function imagePropsOf(
  spec: PlainObject,
  { version: usual, repository }: Pick<Program, 'version' | 'repository'>,
): Fields {
  const image = imageOf(spec, usual, repository);
  const tag = /:v?(\d+\.\d+\.\d+(?:-[\w.]+)?)(?:@|$)/.exec(image ?? '')?.[1];
  const release = (textOf(spec, 'version') ?? tag ?? usual).replace(/^v/, '');
  return {
    version: release,
    ...(image === undefined || image === `${repository}:v${release}` ? {} : { image }),
  };
}

/** As the operator puts it together. */
function imageOf(spec: PlainObject, usual: string, repository: string): string | undefined {
  const [image, base, tag, sha] = ['image', 'baseImage', 'tag', 'sha'].map((field) => textOf(spec, field));
  if (image !== undefined || [base, tag, sha].every((part) => part === undefined)) {
    return image;
  }
  const version = textOf(spec, 'version') ?? usual;
  const name = base ?? repository;
  if (/[:@][^/]*$/.test(name)) {
    // It is whole already.
    return name;
  }
  return sha === undefined ? `${name}:${tag ?? `v${version.replace(/^v/, '')}`}` : `${name}@sha256:${sha}`;
}

function textOf(spec: PlainObject, field: string): string | undefined {
  const value = spec[field];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
