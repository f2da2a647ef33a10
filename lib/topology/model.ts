/** What a node stands for, in the order in which data takes its way: what is scraped first, people last. */
export const NODE_KINDS = [
  'monitor',
  'prometheus',
  'sidecar',
  'store',
  'query',
  'query-frontend',
  'ruler',
  'compactor',
  'remote',
  'object-storage',
  'companion',
  'alertmanager',
  'receiver',
  'grafana',
  'dashboard',
] as const;

export type NodeKind = (typeof NODE_KINDS)[number];

/** Something of the app, or something outside of it that the app names. */
export interface TopologyNode {
  /** Unique: `prometheus monitoring/k8s`. */
  readonly id: string;
  readonly kind: NodeKind;

  /** For people: `monitoring/k8s`. */
  readonly name: string;

  /** What else is known, each a few words: `2 replicas`, `slack`. */
  readonly facts: readonly string[];
}

/** What one node does to another one. */
export type EdgeKind =
  | 'scrapes'
  | 'federates'
  | 'alerts'
  | 'notifies'
  | 'writes'
  | 'reads'
  | 'asks'
  | 'stores'
  | 'rolls'
  | 'shows';

export interface TopologyEdge {
  readonly from: string;
  readonly to: string;
  readonly kind: EdgeKind;

  /** What else is known: `2 jobs`. */
  readonly note?: string;
}

/** Who does what to whom, as far as manifests tell. */
export interface Topology {
  readonly nodes: readonly TopologyNode[];
  readonly edges: readonly TopologyEdge[];

  /** What manifests do not tell, in whole sentences without the period. */
  readonly unknown: readonly string[];
}

export function nodeId(kind: NodeKind, name: string): string {
  return `${kind} ${name}`;
}
