import type { Problem } from '../problems';

/** The kinds of the operator's API that are understood. */
export type OperatorKind =
  | 'Prometheus'
  | 'PrometheusAgent'
  | 'Alertmanager'
  | 'ThanosRuler'
  | 'ServiceMonitor'
  | 'PodMonitor'
  | 'Probe'
  | 'ScrapeConfig'
  | 'PrometheusRule'
  | 'AlertmanagerConfig';

/** A place in the files that were read. */
export interface Source {
  /** As given by the user. */
  readonly file: string;

  /** 1-based within the file; the items of a `List` share it. */
  readonly document: number;

  /** 1-based line of a field; of its nearest parent that is there where it is not. */
  line(path: ReadonlyArray<string | number>): number;
}

/** What `metadata` of an object of the operator's API says, with nothing absent. */
export interface ObjectMetadata {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
}

/** An object of the operator's API (monitoring.coreos.com), valid by its CRD. */
export interface OperatorObject {
  readonly apiVersion: string;
  readonly kind: OperatorKind;
  readonly metadata: ObjectMetadata;

  /** As written: the defaults of the CRD are not put in. */
  readonly spec: Readonly<Record<string, unknown>>;
  readonly source: Source;
}

/** A Kubernetes object as a plain object. */
export interface PlainManifest {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly [field: string]: unknown;
  };
  readonly [field: string]: unknown;
}

/** Any other Kubernetes object. */
export interface OtherObject {
  readonly manifest: PlainManifest;
  readonly source: Source;
}

/** All that was found in some files, in their order. */
export interface ReadResult {
  readonly objects: readonly OperatorObject[];
  readonly others: readonly OtherObject[];
  readonly problems: readonly Problem[];
}
