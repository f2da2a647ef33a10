/**
 * The names of the objects of a Prometheus: a contract with GitOps, dashboards, and volumes that must be
 * found again. Those of the StatefulSet, its claims and its data are the operator's.
 */
export interface PrometheusNames {
  /** The StatefulSet or DaemonSet. */
  readonly workload: string;
  readonly claim: string;
  readonly serviceAccount: string;

  /** To query. */
  readonly service: string;
  readonly headlessService: string;

  /** Of the sidecars of Thanos. */
  readonly thanosService: string;
  readonly config: string;

  /** The user's own rules. */
  readonly userRules: string;

  /** The ClusterRole: shared by all namespaces, so that the own namespace is part of it. */
  readonly rights: string;

  /** The Role in a namespace, which is part of the name because files may be called after kind and name only. */
  readonly rightsIn: (namespace: string) => string;
  readonly scrapeSlot: (index: number) => string;
  readonly ruleSlot: (index: number) => string;
}

/** A Prometheus that stores and evaluates, or one that only sends on. */
export type Program = 'server' | 'agent';

const RIGHTS = { server: 'prometheus', agent: 'prometheus-agent' } as const;
const PREFIX = { server: 'prometheus', agent: 'prom-agent' } as const;

/** Pods, and the label in which Kubernetes puts the StatefulSet's name and a digest, leave this much. */
export function longestName(program: Program): number {
  return 63 - '-0123456789'.length - `${PREFIX[program]}-`.length;
}

export function prometheusNames(program: Program, namespace: string, name: string): PrometheusNames {
  const full = `${PREFIX[program]}-${name}`;
  const rights = `${RIGHTS[program]}:${namespace}:${name}`;
  return {
    workload: full,
    claim: `${full}-db`,
    serviceAccount: full,
    service: full,
    headlessService: `${full}-headless`,
    thanosService: `${full}-thanos`,
    config: full,
    userRules: `${name}-rules`,
    rights,
    rightsIn: (where) => `${rights}:${where}`,
    scrapeSlot: (index) => `${full}-scrape-${index}`,
    ruleSlot: (index) => `${full}-rulefiles-${index}`,
  };
}
