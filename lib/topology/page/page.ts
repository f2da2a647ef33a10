import { escapeHtml, htmlPage } from '../../page';
import { EDGE_WORDS, KIND_TITLES } from '../labels';
import type { NodeKind, Topology, TopologyEdge, TopologyNode } from '../model';
import { SCRIPT } from './script';
import { STYLE } from './style';

/** What stands beside each other where there is room: data comes in on the left, people are on the right. */
const COLUMNS: ReadonlyArray<readonly NodeKind[]> = [
  ['monitor'],
  ['prometheus', 'sidecar', 'companion'],
  ['alertmanager', 'query', 'query-frontend', 'ruler', 'store', 'compactor'],
  ['receiver', 'grafana', 'dashboard', 'object-storage', 'remote'],
];

/**
 * The topology as one page of HTML that needs nothing else, and loads or sends nothing. Each node links to those that
 * it has to do with: without its script the page only does not light up.
 */
export function topologyPage(topology: Topology): string {
  const { nodes, unknown } = topology;
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const columns = COLUMNS.map(
    (kinds) => `<div class="column">${kinds.map((kind) => section(kind, topology, ids)).join('')}</div>`,
  ).join('\n');
  const notes =
    unknown.length === 0
      ? ''
      : `<section class="unknown" aria-labelledby="unknown"><h2 id="unknown">Not told by the manifests</h2><ul>${unknown.map((each) => `<li>${escapeHtml(each)}</li>`).join('')}</ul></section>`;
  const body = `<header>
<h1>Topology<small>${nodes.length} nodes, ${topology.edges.length} connections</small></h1>
<input id="filter" type="search" aria-label="Show what has these words" placeholder="checkout, slack, 2 shards …" autocomplete="off" autocapitalize="off" spellcheck="false">
</header>
<main><svg aria-hidden="true"></svg>
${columns}
</main>
${notes}
<script>${SCRIPT}</script>`;
  return htmlPage({ title: 'Topology', style: STYLE, body });
}

function section(kind: NodeKind, { nodes, edges }: Topology, ids: ReadonlyMap<string, string>): string {
  const members = nodes.filter((node) => node.kind === kind);
  const names = new Map(nodes.map((node) => [node.id, node]));
  const cards = members.map((node) => card(node, edges, names, ids)).join('');
  return members.length === 0
    ? ''
    : `<section aria-labelledby="k-${kind}"><h2 id="k-${kind}">${KIND_TITLES[kind]}<small>${members.length}</small></h2>${cards}</section>`;
}

function card(
  { id, name, facts, kind }: TopologyNode,
  edges: readonly TopologyEdge[],
  nodes: ReadonlyMap<string, TopologyNode>,
  ids: ReadonlyMap<string, string>,
): string {
  const row = (words: string, other: string, note: string | undefined, out: boolean): string => {
    const notes = [kindWhereNeeded(nodes.get(other), nodes), note].filter((each) => each !== undefined);
    return `<li><span>${words}</span> <a href="#${ids.get(other) ?? ''}"${out ? ' data-out' : ''}>${escapeHtml(nodes.get(other)?.name ?? other)}</a>${notes.length === 0 ? '' : ` <i>${escapeHtml(notes.join(', '))}</i>`}</li>`;
  };
  const out = edges
    .filter(({ from }) => from === id)
    .map((edge) => row(EDGE_WORDS[edge.kind], edge.to, edge.note, true));
  const into = edges
    .filter(({ to }) => to === id)
    .map((edge) => row(`← ${EDGE_WORDS[edge.kind]}`, edge.from, edge.note, false));
  const rows = [...out, ...into].join('');
  return `<article id="${ids.get(id) ?? ''}" class="${kind}" tabindex="-1"><h3>${breakable(name)}</h3>${facts.length === 0 ? '' : `<p>${facts.map(escapeHtml).join(' · ')}</p>`}${rows === '' ? '' : `<details${out.length + into.length > 5 ? '' : ' open'}><summary>${out.length + into.length} ${out.length + into.length === 1 ? 'connection' : 'connections'}</summary><ul>${rows}</ul></details>`}</article>`;
}

/** What a node is, where others that are something else have its name. */
function kindWhereNeeded(
  node: TopologyNode | undefined,
  nodes: ReadonlyMap<string, TopologyNode>,
): string | undefined {
  const isShared = [...nodes.values()].some(({ name, kind }) => name === node?.name && kind !== node.kind);
  return node !== undefined && isShared ? KIND_TITLES[node.kind] : undefined;
}

/** Where it is longer than its card it goes on in the next line behind a slash. */
function breakable(name: string): string {
  return escapeHtml(name).replaceAll('/', '/<wbr>');
}
