import { EDGE_WORDS, KIND_TITLES } from './labels';
import { NODE_KINDS, type Topology } from './model';

/** The topology in the language of Graphviz: a cluster for each kind. */
export function drawTopologyAsDot({ nodes, edges, unknown }: Topology): string {
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const clusters = NODE_KINDS.flatMap((kind) => {
    const members = nodes.filter((node) => node.kind === kind);
    return members.length === 0
      ? []
      : [
          `  subgraph ${quote(`cluster_${kind}`)} {`,
          `    label=${quote(KIND_TITLES[kind])};`,
          ...members.map(
            ({ id, name, facts }) => `    ${ids.get(id) ?? ''} [label=${quote(name, ...facts)}];`,
          ),
          '  }',
        ];
  });
  const arrows = edges.map(
    ({ from, to, kind, note }) =>
      `  ${ids.get(from) ?? ''} -> ${ids.get(to) ?? ''} [label=${quote(EDGE_WORDS[kind], ...(note === undefined ? [] : [note]))}];`,
  );
  return [
    ...unknown.map((each) => `// ${each.replace(/[\p{Cc}\u2028\u2029]/gu, ' ').replace(/[\\\s]+$/, '')}`),
    'digraph topology {',
    '  rankdir=LR;',
    '  node [shape=box, style=rounded, fontname="sans-serif"];',
    '  edge [fontname="sans-serif", fontsize=10];',
    ...clusters,
    ...arrows,
    '}',
    '',
  ].join('\n');
}

/**
 * A text in quotes, of several lines. A backslash begins an escape of labels (`\N` is the name of the node), and
 * entities are read as in HTML.
 */
function quote(...lines: readonly string[]): string {
  const escaped = lines.map((line) =>
    line
      .replaceAll('&', '&amp;')
      .replace(/[\\"]/g, String.raw`\$&`)
      .replace(/\p{Cc}/gu, ' '),
  );
  return `"${escaped.join(String.raw`\n`)}"`;
}
