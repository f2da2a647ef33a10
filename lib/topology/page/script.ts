/** What the page does, as it runs in the browser: plain JavaScript that reads what the page says. */
export const SCRIPT = String.raw`
'use strict';
const main = document.querySelector('main');
const svg = main.querySelector('svg');
const articles = [...main.querySelectorAll('article')];
const edges = articles.flatMap((from) =>
  [...from.querySelectorAll('a[data-out]')].map((link) => ({ from, to: document.querySelector(link.hash) })));
for (const edge of edges) {
  edge.path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  svg.append(edge.path);
}

// From the side of a card to the side of the other one; within a column around its right edge, and not beyond the page.
const draw = () => {
  const origin = main.getBoundingClientRect();
  for (const { from, to, path } of edges) {
    if (from.hidden || to.hidden) {
      path.removeAttribute('d');
      continue;
    }
    const [a, b] = [from.getBoundingClientRect(), to.getBoundingClientRect()];
    const side = (own, other) => (own.left > other.right ? own.left : own.right) - origin.left;
    const [x, u] = [side(a, b), side(b, a)];
    const [y, v] = [a, b].map((box) => box.top + Math.min(20, box.height / 2) - origin.top);
    const bend = x === u ? [x + 32, u + 32] : [(x + u) / 2, (x + u) / 2];
    path.setAttribute('d', 'M' + x + ',' + y + ' C' + bend[0] + ',' + y + ' ' + bend[1] + ',' + v + ' ' + u + ',' + v);
  }
};

const choose = (chosen) => {
  document.body.classList.toggle('choosing', chosen !== null);
  for (const article of articles) article.classList.remove('lit');
  for (const article of articles) article.classList.toggle('chosen', article === chosen);
  for (const { from, to, path } of edges) {
    const lit = from === chosen || to === chosen;
    path.classList.toggle('lit', lit);
    if (lit) for (const end of [from, to]) end.classList.add('lit');
  }
};
const focused = () => document.activeElement.closest('article');

main.addEventListener('pointerover', (event) => choose(event.target.closest('article') ?? focused()));
main.addEventListener('pointerleave', () => choose(focused()));
main.addEventListener('focusin', () => choose(focused()));
main.addEventListener('focusout', (event) => { if (event.relatedTarget === null) choose(null); });
main.addEventListener('toggle', draw, true);

const filter = document.getElementById('filter');
filter.addEventListener('input', () => {
  const words = filter.value.toLowerCase().split(/[\s,]+/).filter(Boolean);
  for (const article of articles) {
    const text = article.textContent.toLowerCase();
    article.hidden = !words.every((word) => text.includes(word));
  }
  for (const section of main.querySelectorAll('section')) {
    section.hidden = !section.querySelector('article:not([hidden])');
  }
  draw();
});
// A link leads to its card, also where the filter had put it away.
window.addEventListener('hashchange', () => {
  const to = location.hash === '' ? null : document.getElementById(location.hash.slice(1));
  if (to === null) return;
  if (to.hidden) {
    filter.value = '';
    filter.dispatchEvent(new Event('input'));
  }
  to.focus();
  to.scrollIntoView({ block: 'center' });
});
new ResizeObserver(draw).observe(main);
draw();
`;
