import type { Template } from '../../template';

/** A place at which one template calls another. */
export interface TemplateUse {
  readonly name: string;

  /** In characters from the beginning of the text. */
  readonly at: number;
}

/** The templates that these nodes call, wherever it stands. */
export function callsOf(nodes: Template['nodes']): TemplateUse[] {
  return nodes.flatMap((node): TemplateUse[] => {
    switch (node.kind) {
      case 'template':
        return [{ name: node.name, at: node.at }];
      case 'if':
      case 'range':
      case 'with':
        return [...callsOf(node.body), ...callsOf(node.otherwise)];
      case 'action':
      case 'break':
      case 'continue':
      case 'text':
        return [];
    }
  });
}

/** A way that leads from a name back to itself, `a -> b -> a`; undefined where there is none. */
export function cycleFrom(name: string, calls: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const visited = new Set<string>();
  const search = (current: string, way: readonly string[]): string[] | undefined => {
    for (const next of calls.get(current) ?? []) {
      if (next === name) {
        return [...way, current, next];
      }
      if (!visited.has(next)) {
        visited.add(next);
        const found = search(next, [...way, current]);
        if (found !== undefined) {
          return found;
        }
      }
    }
    return undefined;
  };
  return search(name, []);
}
