import { EDGE_WORDS, KIND_TITLES } from './labels';
import type { Topology, TopologyNode } from './model';

/** The topology as text: a line for each node, numbered, and below it what it does to others by their numbers. */
export function drawTopology({ nodes, edges, unknown }: Topology): string {
  const numbers = new Map(nodes.map(({ id }, index) => [id, index + 1]));
  const width = String(nodes.length).length;
  const lines = nodes.flatMap((node, index) => [
    ...(nodes[index - 1]?.kind === node.kind ? [] : [...(index === 0 ? [] : ['']), KIND_TITLES[node.kind]]),
    `  ${String(index + 1).padStart(width)}  ${describe(node)}`,
    ...edges
      .filter(({ from }) => from === node.id)
      .map(
        ({ kind, to, note }) =>
          `  ${' '.repeat(width)}    ${EDGE_WORDS[kind]} [${numbers.get(to) ?? '?'}]${note === undefined ? '' : ` (${oneLine(note)})`}`,
      ),
  ]);
  const notes =
    unknown.length === 0
      ? []
      : ['', 'Not told by the manifests', ...unknown.map((each) => `  ${oneLine(each)}`)];
  return `${[...lines, ...notes].join('\n')}\n`;
}

function describe({ name, facts }: TopologyNode): string {
  return facts.length === 0 ? oneLine(name) : `${oneLine(name)}  [${facts.map(oneLine).join('; ')}]`;
}

/** Names come from files of others: a line end or an escape of the terminal is shown, and does nothing. */
function oneLine(text: string): string {
  return text.replace(
    // eslint-disable-next-line no-control-regex
    /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
