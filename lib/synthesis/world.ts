import type { Resource } from './resource';
import type { PodGroup } from './workload';

/** A Service that the app defines, ours or the user's. */
export interface ServiceFact {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: ReadonlyArray<{
    readonly name?: string;
    readonly port: number;
    readonly targetPort?: number | string;
  }>;

  /** Labels of the pods behind it; absent where it has no selector. */
  readonly podSelector?: Readonly<Record<string, string>>;
}

/** The pods of a workload that the app defines. */
export interface PodFact {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;

  /** Those of the labels by which NetworkPolicies take the pods; absent where that is not known. */
  readonly podSelector?: Readonly<Record<string, string>>;
  readonly ports: ReadonlyArray<{ readonly name?: string; readonly containerPort: number }>;

  /** The object that makes them, for messages: `Deployment apps/checkout`. */
  readonly owner: string;
}

/** A ConfigMap that the user put into the app. */
export interface ConfigMapFact {
  readonly name: string;
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly data: Readonly<Record<string, string>>;

  /** Path of its construct. */
  readonly path: string;
}

/** Something of ours that Grafana can ask. */
export interface DataSourceFact {
  readonly kind: 'Prometheus' | 'Thanos' | 'Alertmanager';
  readonly name: string;
  readonly namespace: string;

  /** Path of its construct. */
  readonly path: string;
  readonly url: string;
  readonly version: string;

  /** How often it scrapes, as a Prometheus duration. */
  readonly scrapeInterval?: string;

  /** Where its alerts go, of those of the app: `<namespace>/<name>`. */
  readonly alertmanagers?: readonly string[];

  /** What clients have to show. */
  readonly asksFor: { readonly password: boolean; readonly certificate: boolean };

  /** The pods that answer, and at which port. */
  readonly pods: PodGroup;
  readonly port: string;
}

/** All that a workload may know about the rest of its cluster when it decides. Frozen, plain data. */
export interface World {
  /** Sorted by kind, namespace and name, so that nothing depends on the order of definition. */
  readonly resources: readonly Resource[];

  /** Labels of the namespaces that the app defines, by name. */
  readonly namespaces: ReadonlyMap<string, Readonly<Record<string, string>>>;
  readonly services: readonly ServiceFact[];
  readonly pods: readonly PodFact[];
  readonly configMaps: readonly ConfigMapFact[];

  /** Sorted by kind, namespace and name. */
  readonly dataSources: readonly DataSourceFact[];

  /** The day that the user says it is, as `2026-11-26`. */
  readonly today?: string;

  /**
   * What is known in each cluster, this one among them, by its name: for what reaches over clusters. All else sees its own only;
   * where the app has no fleet there is one, whose name is empty.
   */
  readonly clusters: ReadonlyMap<string, World>;
}
