/** Ways that lead back to where they began, each once, as `a -> b -> a`. */
export function cycles(edges: ReadonlyArray<readonly [from: string, to: string]>): string[] {
  const found = new Map<string, string>();
  const done = new Set<string>();

  function visit(node: string, path: readonly string[]): void {
    if (path.includes(node)) {
      const loop = path.slice(path.indexOf(node));
      found.set([...loop].sort().join(), [...loop, node].join(' -> '));
      return;
    }
    if (!done.has(node)) {
      edges.filter(([from]) => from === node).forEach(([, to]) => visit(to, [...path, node]));
      done.add(node);
    }
  }

  edges.forEach(([from]) => visit(from, []));
  return [...found.values()];
}
