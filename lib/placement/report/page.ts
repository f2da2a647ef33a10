import { escapeHtml, htmlPage } from '../../page';
import { parsePromQL, prettyPromQL, PROMQL_FEATURES, readPromQL, type PromQLOptions } from '../../promql';
import { grouped } from '../grouped';
import type { PlacedRule, Placement, PlacementClass } from '../placement';
import { SCRIPT } from './script';
import { STYLE } from './style';
import {
  CLASSES,
  CLASS_MEANINGS,
  CLASS_NAMES,
  classCounts,
  counted,
  describeCost,
  describeReach,
  shareWithoutRaw,
} from './words';

const ANY: PromQLOptions = { enableFeatures: PROMQL_FEATURES };

export interface PlacementPageOptions {
  /** For example `prometheus/k8s in monitoring`. */
  readonly title: string;
  readonly shards: number;
}

/** The placement as one page of HTML: rules can be searched, chosen by class, and opened. */
export function placementPage(placement: Placement, { title, shards }: PlacementPageOptions): string {
  const counts = classCounts(placement);
  const groups = [...grouped(placement.rules, ({ file, group }) => JSON.stringify([file, group])).values()];
  const body = `<div class="top">
<h1>${escapeHtml(title)}<small>${counted(placement.rules.length, 'rule')} on ${counted(shards, 'shard')}; ${shareWithoutRaw(placement)} read no raw series above</small></h1>
<div class="bar" role="img" aria-label="${CLASSES.map((each) => `${counts[each]} ${CLASS_NAMES[each]}`).join(', ')}">${CLASSES.map((each) => `<span class="${each}" style="flex-grow:${counts[each]}"></span>`).join('')}</div>
<div class="ask">
<input id="search" type="search" aria-label="Search rules" placeholder="name, group, metric or label" autocomplete="off" autocapitalize="off" spellcheck="false">
</div>
<div class="known"><div>${CLASSES.map((each) => chip(each, counts[each])).join('')}</div><span id="shown" aria-live="polite"></span></div>
</div>
<main>${groups.map(groupSection).join('')}<p id="none" class="hint" hidden>No rule is like that.</p></main>
<footer>Local rules see the series of their shard. A rule above yields nothing while a shard cannot be read: never a part for the whole.</footer>
<script>${SCRIPT}</script>`;
  return htmlPage({ title: `Placement of the rules of ${title}`, style: STYLE, body });
}

function chip(each: PlacementClass, count: number): string {
  return `<button type="button" class="chip" aria-pressed="false" data-class="${each}" title="${escapeHtml(CLASS_MEANINGS[each])}"><i class="${each}"></i>${CLASS_NAMES[each]} <b>${count}</b></button>`;
}

function groupSection(rules: readonly PlacedRule[]): string {
  const [first] = rules;
  return `<section><h2>${escapeHtml(first?.group ?? '')}<small>${escapeHtml(first?.file ?? '')}</small></h2>${rules.map(ruleDetails).join('')}</section>`;
}

function ruleDetails(rule: PlacedRule): string {
  const words = [rule.name, rule.group, rule.file, rule.expr].join(' ').toLowerCase();
  const marks = [rule.kind === 'alert' ? 'alert' : '', rule.overridden ? 'override' : ''].filter(
    (each) => each !== '',
  );
  return `<details data-class="${rule.class}" data-words="${escapeHtml(words)}"><summary><i class="${rule.class}"></i><code>${escapeHtml(rule.name)}</code><span class="marks">${marks.map((mark) => `<span>${mark}</span>`).join('')}</span><span class="class">${CLASS_NAMES[rule.class]}</span></summary><dl>${facts(rule)}</dl></details>`;
}

function facts(rule: PlacedRule): string {
  const { onShards, partials, above, reasons } = rule;
  const reach = onShards === undefined && partials.length === 0 ? undefined : describeReach(rule);
  return [
    fact('written', code(rule.expr)),
    ...reasons.map(({ part, complaint, remedy }) =>
      fact(
        'because',
        `${isExpression(part) ? code(part) : inline(part)}${prose(complaint)}${remedy === undefined ? '' : `<br><em>${prose(remedy)}</em>`}`,
      ),
    ),
    ...(onShards === undefined ? [] : [fact('every shard', code(onShards.expr))]),
    ...(onShards === undefined || onShards.elsewhere === onShards.expr
      ? []
      : [fact('all but shard 0', code(onShards.elsewhere ?? ''))]),
    ...partials.flatMap(({ record, expr, elsewhere }) => [
      fact(
        elsewhere === undefined ? 'shard 0 records' : 'every shard records',
        `${inline(record)}${code(expr)}`,
      ),
      ...(elsewhere === undefined || elsewhere === expr ? [] : [fact('all but shard 0', code(elsewhere))]),
    ]),
    ...(above === undefined
      ? []
      : [fact('above', code(above)), fact('cost', escapeHtml(describeCost(rule)))]),
    ...(reach === undefined ? [] : [fact('reach', escapeHtml(reach))]),
  ].join('');
}

function fact(name: string, html: string): string {
  return `<dt>${name}</dt><dd>${html}</dd>`;
}

function inline(text: string): string {
  return `<code class="inline">${escapeHtml(text)}</code>`;
}

/** What is no expression is the name of a rule. */
function isExpression(part: string): boolean {
  return readPromQL(part, ANY).faults === undefined && !/^[\w:]+$/.test(part);
}

/** A sentence, with what stands between backticks as code. */
function prose(text: string): string {
  return escapeHtml(text).replace(/`([^`]*)`/g, '<code>$1</code>');
}

function code(expr: string): string {
  return `<pre><code>${escapeHtml(prettyPromQL(parsePromQL(expr, ANY)))}</code></pre>`;
}
