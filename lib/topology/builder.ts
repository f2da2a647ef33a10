import {
  NODE_KINDS,
  nodeId,
  type EdgeKind,
  type NodeKind,
  type Topology,
  type TopologyEdge,
  type TopologyNode,
} from './model';

/** Collects a topology: whoever names a node first has made it, and the same edge twice is one. */
export class Builder {
  private readonly nodes = new Map<string, TopologyNode>();
  private readonly edges = new Map<string, TopologyEdge>();
  private readonly unknown = new Set<string>();

  /** @returns the id of the node */
  node(kind: NodeKind, name: string, facts: readonly string[] = []): string {
    const id = nodeId(kind, name);
    if (!this.nodes.has(id)) {
      this.nodes.set(id, Object.freeze({ id, kind, name, facts: Object.freeze([...facts]) }));
    }
    return id;
  }

  edge(from: string, kind: EdgeKind, to: string, note?: string): void {
    const edge = { from, to, kind, ...(note === undefined ? {} : { note }) };
    this.edges.set(JSON.stringify([from, kind, to, note]), Object.freeze(edge));
  }

  /** Notes what cannot be told. */
  cannotTell(sentence: string): void {
    this.unknown.add(sentence);
  }

  /** In an order that does not depend on that of the manifests. */
  build(): Topology {
    const nodes = [...this.nodes.values()].sort(
      (a, b) => NODE_KINDS.indexOf(a.kind) - NODE_KINDS.indexOf(b.kind) || compare(a.name, b.name),
    );
    const rank = new Map(nodes.map(({ id }, index) => [id, index]));
    const at = (id: string): number => rank.get(id) ?? -1;
    const edges = [...this.edges.values()].sort(
      (a, b) =>
        at(a.from) - at(b.from) ||
        at(a.to) - at(b.to) ||
        compare(a.kind, b.kind) ||
        compare(a.note ?? '', b.note ?? ''),
    );
    return Object.freeze({
      nodes: Object.freeze(nodes),
      edges: Object.freeze(edges),
      unknown: Object.freeze([...this.unknown].sort(compare)),
    });
  }
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
