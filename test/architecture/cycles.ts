/** A way that leads back to where it began, as `a -> b -> a`; undefined where there is none. */
export function findCycle(edges: ReadonlyArray<readonly [from: string, to: string]>): string | undefined {
  const done = new Set<string>();

  function visit(node: string, path: readonly string[]): string | undefined {
    if (path.includes(node)) {
      return [...path.slice(path.indexOf(node)), node].join(' -> ');
    }
    if (done.has(node)) {
      return undefined;
    }
    done.add(node);
    return first(
      edges.filter(([from]) => from === node).map(([, to]) => to),
      [...path, node],
    );
  }

  function first(nodes: readonly string[], path: readonly string[]): string | undefined {
    for (const node of nodes) {
      const cycle = visit(node, path);
      if (cycle !== undefined) {
        return cycle;
      }
    }
    return undefined;
  }

  return first(
    edges.map(([from]) => from),
    [],
  );
}
