import type { AlertmanagerFile, Receiver } from '../../../native/alertmanager';
import { escapeHtml, htmlPage, jsonInScript, sourceInScript } from '../../../page';
import { printMatcher } from '../../matchers';
import { describeSettings } from '../describe';
import { RoutingTree, type RouteNode } from '../tree';
import { SCRIPT } from './script';
import { STYLE } from './style';

/** What the page is made from besides the configuration. */
export interface PageOptions {
  /** For example `alertmanager/main in monitoring`. */
  readonly title: string;

  /** Source of the package `re2js` for browsers, `build/index.umd.js`: regular expressions as Alertmanager reads them. */
  readonly engine: string;
}

/** A node as the script of the page reads it. */
interface PageNode extends Omit<RouteNode, 'routes'> {
  readonly id: string;

  /** Ways to notify: `slack`, `pagerduty`. */
  readonly kinds: readonly string[];

  /** Whether it notifies nobody. */
  readonly silent: boolean;
  readonly routes: readonly PageNode[];
}

/**
 * The tree as one page of HTML that needs nothing else: labels of an alert can be typed, and its way lights up.
 * Nothing is loaded or sent.
 */
export function routesPage(file: AlertmanagerFile, { title, engine }: PageOptions): string {
  const tree = new RoutingTree(file);
  const root = pageNode(tree.root, file.receivers ?? []);
  const count = tree.nodes().length;
  const body = `<div class="top">
<h1>${escapeHtml(title)}<small>${count} ${count === 1 ? 'route' : 'routes'}, ${(file.receivers ?? []).length} receivers</small></h1>
<div class="ask">
<input id="labels" aria-label="Labels of an alert" placeholder="alertname=CheckoutDown severity=critical team=checkout" autocomplete="off" autocapitalize="off" spellcheck="false" autofocus>
<button id="clear" type="button" hidden>clear</button>
</div>
<div class="known">${knownLabels(tree)}</div>
</div>
<section id="answer" aria-live="polite"></section>
<main><ul>${nodeItem(root, undefined)}</ul></main>
<footer>An alert goes from top to bottom: the first child that matches takes it, and those after it only where it says “continue”. What no child takes stays with the parent.</footer>
<script id="data" type="application/json">${jsonInScript({ root })}</script>
<script>${sourceInScript(engine)}</script>
<script>${SCRIPT}</script>`;
  return htmlPage({ title: `Routes of ${title}`, style: STYLE, body });
}

function pageNode(node: RouteNode, receivers: readonly Receiver[], id = '0'): PageNode {
  const receiver = receivers.find(({ name }) => name === node.receiver);
  const kinds = Object.entries(receiver ?? {})
    .filter(([field, list]) => field.endsWith('_configs') && Array.isArray(list) && list.length > 0)
    .map(([field]) => field.replace(/_configs$/, ''));
  return {
    ...node,
    id,
    kinds,
    silent: receiver !== undefined && kinds.length === 0,
    routes: node.routes.map((child, index) => pageNode(child, receivers, `${id}.${index}`)),
  };
}

function nodeItem(node: PageNode, parent: PageNode | undefined): string {
  const asks =
    node.matchers.length === 0
      ? '<span class="all">every alert</span>'
      : node.matchers
          .map((matcher) => `<span class="matcher">${escapeHtml(printMatcher(matcher))}</span>`)
          .join('');
  const settings = describeSettings(node, parent).join(' · ');
  const below = node.routes.map((child) => nodeItem(child, node)).join('');
  return `<li><div class="node${node.silent ? ' quiet' : ''}" data-id="${node.id}" title="${escapeHtml(node.path)}"><span class="asks">${asks}</span><span class="gets"><b>${escapeHtml(node.receiver)}</b><span class="kinds">${escapeHtml(node.silent ? 'nobody' : node.kinds.join(' + '))}</span></span>${node.continue ? '<span class="goes-on">continue</span>' : ''}${settings === '' ? '' : `<span class="settings">${escapeHtml(settings)}</span>`}</div>${below === '' ? '' : `<ul>${below}</ul>`}</li>`;
}

/** More than a few values of a label are easier typed than found. */
const MOST_VALUES = 8;

/** Values that the tree asks for, to choose from. */
function knownLabels(tree: RoutingTree): string {
  const known = new Map<string, Set<string>>();
  for (const { name, matchType, value } of tree.nodes().flatMap(({ matchers }) => matchers)) {
    const words = matchType === '=~' || matchType === '!~' ? value.split('|') : [value];
    const plain = words.filter((word) => /^[\w./:-]+$/.test(word));
    known.set(name, new Set([...(known.get(name) ?? []), ...plain]));
  }
  return [...known]
    .filter(([, values]) => values.size > 0)
    .map(([name, values]) => {
      const chips = [...values]
        .slice(0, MOST_VALUES)
        .map(
          (value) =>
            `<button type="button" class="chip" aria-pressed="false" data-label="${escapeHtml(name)}" data-value="${escapeHtml(value)}">${escapeHtml(value)}</button>`,
        );
      return `<div><span>${escapeHtml(name)}</span>${chips.join('')}</div>`;
    })
    .join('');
}
