/**
 * What the page does, as it runs in the browser: plain JavaScript without dependencies, but for `RE2JS`, the same
 * engine as ours. `evaluate` follows Alertmanager as `RoutingTree` does, and notes each step; a test holds that
 * both agree.
 */
export const SCRIPT = String.raw`
'use strict';
const patterns = new Map();

function testPattern(pattern, value) {
  if (!patterns.has(pattern)) patterns.set(pattern, RE2JS.RE2JS.compile('^(?:' + pattern + ')$'));
  return patterns.get(pattern).matcher(value).matches();
}

function holds(matcher, labels) {
  const value = Object.hasOwn(labels, matcher.name) ? labels[matcher.name] : '';
  const found = matcher.matchType.includes('~') ? testPattern(matcher.value, value) : value === matcher.value;
  return matcher.matchType.startsWith('!') ? !found : found;
}

/** Which nodes are looked at, which let the alert through, and which take it, by their ids. */
function evaluate(root, labels) {
  const seen = new Map();
  const takers = [];
  const visit = (node, way) => {
    const matchers = node.matchers.map((matcher) => holds(matcher, labels));
    const passed = matchers.every(Boolean);
    seen.set(node.id, { passed, matchers, taken: false });
    if (!passed) return false;
    const here = [...way, node];
    let taken = false;
    for (const child of node.routes) {
      if (visit(child, here)) {
        taken = true;
        if (!child.continue) break;
      }
    }
    if (!taken) {
      takers.push(here);
      seen.get(node.id).taken = true;
    }
    return true;
  };
  visit(root, []);
  return { seen, takers };
}

/** Labels as people write them: a="b", c=d, in braces or not. */
function readLabels(text) {
  const labels = {};
  const part = /(?:"((?:[^"\\]|\\.)*)"|([^\s,{}="]+))\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s,}]*))/g;
  const plain = (quoted) => quoted.replace(/\\(.)/g, (_, char) => (char === 'n' ? '\n' : char));
  for (const [, quotedName, name, quotedValue, value] of text.matchAll(part)) {
    labels[name ?? plain(quotedName)] = value ?? plain(quotedValue);
  }
  return labels;
}

function printLabels(labels) {
  const quote = (text) => (/^[^\s,{}="]+$/.test(text) ? text : JSON.stringify(text));
  return Object.entries(labels).map(([name, value]) => quote(name) + '=' + quote(value)).join(' ');
}

function groupOf(node, labels) {
  const names = node.groupBy.includes('...') ? Object.keys(labels) : node.groupBy;
  const group = names.filter((name) => Object.hasOwn(labels, name)).sort();
  return group.length === 0 ? 'one group' : 'group ' + group.map((name) => name + '=' + labels[name]).join(', ');
}

function element(tag, className, ...children) {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
}

function show(data) {
  const input = document.getElementById('labels');
  const answer = document.getElementById('answer');
  const clear = document.getElementById('clear');
  const chips = [...document.querySelectorAll('[data-label]')];

  const update = () => {
    const labels = readLabels(input.value);
    const asked = Object.keys(labels).length > 0;
    document.body.classList.toggle('asked', asked);
    const { seen, takers } = evaluate(data.root, labels);
    for (const node of document.querySelectorAll('.node')) {
      const state = asked ? seen.get(node.dataset.id) : undefined;
      node.classList.toggle('passed', state?.passed === true);
      node.classList.toggle('taken', state?.taken === true);
      node.classList.toggle('failed', state?.passed === false);
      node.classList.toggle('unseen', asked && state === undefined);
      node.parentElement.classList.toggle('lit', state?.passed === true);
      node.querySelectorAll('.matcher').forEach((matcher, index) => {
        matcher.classList.toggle('ok', state?.matchers[index] === true);
        matcher.classList.toggle('no', state?.matchers[index] === false);
      });
    }
    for (const chip of chips) {
      chip.setAttribute('aria-pressed', String(labels[chip.dataset.label] === chip.dataset.value));
    }
    answer.replaceChildren(...(asked ? takers.map((way) => explain(way, labels)) : [hint()]));
    clear.hidden = !asked;
    history.replaceState(null, '', asked ? '#' + encodeURIComponent(input.value) : location.pathname + location.search);
  };

  const hint = () => element('p', 'hint', 'Type the labels of an alert, or choose some above: its way through the tree lights up.');

  const explain = (way, labels) => {
    const node = way.at(-1);
    const times = [
      'waits ' + node.groupWait,
      'then every ' + node.groupInterval,
      'repeats after ' + node.repeatInterval,
      ...node.muteTimeIntervals.map((name) => 'muted in ' + name),
      ...(node.activeTimeIntervals.length > 0 ? ['only in ' + node.activeTimeIntervals.join(', ')] : []),
    ];
    const receiver = element('button', 'receiver', node.receiver);
    receiver.type = 'button';
    receiver.title = 'Show it in the tree';
    receiver.onclick = () => document.querySelector('.node[data-id="' + node.id + '"]').scrollIntoView({ behavior: 'smooth', block: 'center' });
    return element('article', 'taker' + (node.silent ? ' silent' : ''),
      element('div', 'to', receiver, element('span', 'kinds', node.silent ? 'notifies nobody' : node.kinds.join(' + '))),
      element('div', 'why', groupOf(node, labels)),
      element('div', 'why', times.join(', ')),
      element('code', 'path', node.path),
    );
  };

  for (const chip of chips) {
    chip.onclick = () => {
      const labels = readLabels(input.value);
      if (labels[chip.dataset.label] === chip.dataset.value) delete labels[chip.dataset.label];
      else labels[chip.dataset.label] = chip.dataset.value;
      input.value = printLabels(labels);
      update();
    };
  }
  clear.onclick = () => { input.value = ''; update(); input.focus(); };
  input.oninput = update;
  window.onhashchange = () => { input.value = decodeURIComponent(location.hash.slice(1)); update(); };
  input.value = decodeURIComponent(location.hash.slice(1));
  update();
}

if (typeof document !== 'undefined') show(JSON.parse(document.getElementById('data').textContent));
`;
