import { EDGE_WORDS, KIND_TITLES } from './labels';
import { NODE_KINDS, type Topology } from './model';

/** The topology as a Mermaid flowchart, for Markdown: a subgraph for each kind. */
export function drawTopologyAsMermaid({ nodes, edges, unknown }: Topology): string {
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const groups = NODE_KINDS.flatMap((kind) => {
    const members = nodes.filter((node) => node.kind === kind);
    return members.length === 0
      ? []
      : [
          `  subgraph g_${kind.replaceAll('-', '_')}["${KIND_TITLES[kind]}"]`,
          ...members.map(
            ({ id, name, facts }) =>
              `    ${ids.get(id) ?? ''}["${[name, ...facts].map(escape).join('<br/>')}"]`,
          ),
          '  end',
        ];
  });
  const arrows = edges.map(({ from, to, kind, note }) => {
    const words = [EDGE_WORDS[kind], ...(note === undefined ? [] : [note])].map(escape).join('<br/>');
    return `  ${ids.get(from) ?? ''} -- "${words}" --> ${ids.get(to) ?? ''}`;
  });
  return ['flowchart LR', ...unknown.map((each) => `  %% ${comment(each)}`), ...groups, ...arrows, ''].join(
    '\n',
  );
}

/**
 * Mermaid reads entities by their numbers, without the ampersand. A label may be Markdown (`*`, `_`, a number and a
 * period), or a line break in other words (`\n`), so that whatever is no plain letter goes by its number.
 */
function escape(text: string): string {
  return text.replace(/[^\p{L}\p{N} /.:@,-]|(?<=^\d+)[.]|^-/gu, (char) => `#${char.codePointAt(0) ?? 0};`);
}

/** One line, and no directive: `%%{`. */
function comment(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029{}]/gu, ' ');
}
