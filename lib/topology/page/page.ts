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
  const lookup: Lookup = {
    ids: new Map(nodes.map(({ id }, index) => [id, `n${index}`])),
    nodes: new Map(nodes.map((node) => [node.id, node])),
    shared: sharedNames(nodes),
  };
  const columns = COLUMNS.map(
    (kinds) => `<div class="column">${kinds.map((kind) => section(kind, topology, lookup)).join('')}</div>`,
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

/** What is known of nodes, by their ids. */
interface Lookup {
  /** Where they are on the page. */
  readonly ids: ReadonlyMap<string, string>;
  readonly nodes: ReadonlyMap<string, TopologyNode>;

  /** See {@link sharedNames}. */
  readonly shared: ReadonlySet<string>;
}

function section(kind: NodeKind, { nodes, edges }: Topology, lookup: Lookup): string {
  const members = nodes.filter((node) => node.kind === kind);
  const cards = members.map((node) => card(node, edges, lookup)).join('');
  return members.length === 0
    ? ''
    : `<section aria-labelledby="k-${kind}"><h2 id="k-${kind}">${KIND_TITLES[kind]}<small>${members.length}</small></h2>${cards}</section>`;
}

function card(
  { id, name, facts, kind }: TopologyNode,
  edges: readonly TopologyEdge[],
  { ids, nodes, shared }: Lookup,
): string {
  const row = (words: string, other: string, note: string | undefined, out: boolean): string => {
    const node = nodes.get(other);
    const what = node !== undefined && shared.has(node.name) ? KIND_TITLES[node.kind] : undefined;
    const notes = [what, note].filter((each) => each !== undefined);
    return `<li><span>${words}</span> <a href="#${ids.get(other) ?? ''}"${out ? ' data-out' : ''}>${escapeHtml(node?.name ?? other)}</a>${notes.length === 0 ? '' : ` <i>${escapeHtml(notes.join(', '))}</i>`}</li>`;
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

/** Names that several nodes have which are not the same kind of thing. */
function sharedNames(nodes: readonly TopologyNode[]): ReadonlySet<string> {
  const kinds = new Map<string, NodeKind>();
  const shared = nodes.filter(({ name, kind }) => {
    const first = kinds.get(name) ?? kind;
    kinds.set(name, first);
    return first !== kind;
  });
  return new Set(shared.map(({ name }) => name));
}

/** Where it is longer than its card it goes on in the next line behind a slash. */
function breakable(name: string): string {
  return escapeHtml(name).replaceAll('/', '/<wbr>');
}
