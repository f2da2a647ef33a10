/**
 * The names of the objects of a Prometheus: a contract with GitOps, dashboards, and volumes that must be
 * found again. Those of the StatefulSet, its claims and its data are the operator's.
 */
export interface PrometheusNames {
  /** Those that all pods share, whatever their shard. */
  readonly whole: string;
  readonly serviceAccount: string;

  /** To query. */
  readonly service: string;

  /** Of the pods of all shards: their names tell them apart. */
  readonly headlessService: string;

  /** Of the sidecars of Thanos. */
  readonly thanosService: string;

  /** The user's own rules. */
  readonly userRules: string;

  /** The ClusterRole: shared by all namespaces, so that the own namespace is part of it. */
  readonly rights: string;

  /** The Role in a namespace, which is part of the name because files may be called after kind and name only. */
  readonly rightsIn: (namespace: string) => string;
  readonly ruleSlot: (index: number) => string;
}

/** The names of what each shard has for itself. Those of the first are those of a Prometheus that is not divided. */
export interface ShardNames {
  /** The StatefulSet or DaemonSet. */
  readonly workload: string;

  /** The claim template: the same for all shards, since Kubernetes appends the names of the pods. */
  readonly claim: string;
  readonly config: string;
  readonly scrapeSlot: (index: number) => string;

  /** The Service of the replicas of this shard that are ready. */
  readonly readService: string;

  /** The same for their sidecars of Thanos. */
  readonly thanosService: string;
}

/** A Prometheus that stores and evaluates, or one that only sends on. */
export type Program = 'server' | 'agent';

const RIGHTS = { server: 'prometheus', agent: 'prometheus-agent' } as const;
const PREFIX = { server: 'prometheus', agent: 'prom-agent' } as const;

/** Pods, and the label in which Kubernetes puts the StatefulSet's name and a digest, leave this much. */
export function longestName(program: Program, lastShard = 0): number {
  return 63 - '-0123456789'.length - `${PREFIX[program]}-${shardSuffix(lastShard)}`.length;
}

export function prometheusNames(program: Program, namespace: string, name: string): PrometheusNames {
  const full = `${PREFIX[program]}-${name}`;
  const rights = `${RIGHTS[program]}:${namespace}:${name}`;
  return {
    whole: full,
    serviceAccount: full,
    service: full,
    headlessService: `${full}-headless`,
    thanosService: `${full}-thanos`,
    userRules: `${name}-rules`,
    rights,
    rightsIn: (where) => `${rights}:${where}`,
    ruleSlot: (index) => `${full}-rulefiles-${index}`,
  };
}

export function shardNames(program: Program, name: string, shard: number): ShardNames {
  const whole = `${PREFIX[program]}-${name}`;
  const own = `${whole}${shardSuffix(shard)}`;
  return {
    workload: own,
    claim: `${whole}-db`,
    config: own,
    scrapeSlot: (index) => `${own}-scrape-${index}`,
    readService: `${whole}-shard-${shard}-read`,
    thanosService: `${whole}-shard-${shard}-thanos`,
  };
}

function shardSuffix(shard: number): string {
  return shard === 0 ? '' : `-shard-${shard}`;
}
