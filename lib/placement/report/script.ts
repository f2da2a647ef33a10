/** What the page does, as it runs in the browser: rules are shown or not, by words and by class; the address keeps what was asked. */
export const SCRIPT = String.raw`
'use strict';
const search = document.getElementById('search');
const chips = [...document.querySelectorAll('.chip')];
const rules = [...document.querySelectorAll('details')];

const update = () => {
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const classes = chips.filter((chip) => chip.getAttribute('aria-pressed') === 'true').map((chip) => chip.dataset.class);
  let shown = 0;
  for (const rule of rules) {
    const visible = (classes.length === 0 || classes.includes(rule.dataset.class)) && words.every((word) => rule.dataset.words.includes(word));
    rule.hidden = !visible;
    shown += visible ? 1 : 0;
  }
  for (const section of document.querySelectorAll('section')) {
    section.hidden = [...section.querySelectorAll('details')].every((rule) => rule.hidden);
  }
  const asked = words.length > 0 || classes.length > 0;
  document.getElementById('shown').textContent = asked ? shown + ' of ' + rules.length : '';
  document.getElementById('none').hidden = shown > 0;
  const state = [...classes.map((name) => 'is:' + name), search.value].join(' ').trim();
  history.replaceState(null, '', state ? '#' + encodeURIComponent(state) : location.pathname + location.search);
};

const read = () => {
  const words = decodeURIComponent(location.hash.slice(1)).split(' ');
  for (const chip of chips) chip.setAttribute('aria-pressed', String(words.includes('is:' + chip.dataset.class)));
  search.value = words.filter((word) => !word.startsWith('is:')).join(' ');
  update();
};

for (const chip of chips) {
  chip.onclick = () => {
    chip.setAttribute('aria-pressed', String(chip.getAttribute('aria-pressed') !== 'true'));
    update();
  };
}
search.oninput = update;
window.onhashchange = read;
read();
`;
