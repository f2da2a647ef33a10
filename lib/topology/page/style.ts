/** What this page has besides what all of ours have. */
export const STYLE = `
header { position: sticky; top: 0; z-index: 2; display: flex; flex-wrap: wrap; align-items: center; gap: 8px 24px; padding: 14px 28px; background: var(--page); border-bottom: 1px solid var(--line); }
h1 { margin: 0; }
h2 small { margin-left: 8px; color: var(--quiet); font-size: 13px; font-weight: 400; letter-spacing: 0; }
header input { flex: 1 1 200px; max-width: 440px; padding: 8px 12px; font: inherit; }
main { position: relative; display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 0 56px; padding: 20px 28px 40px; overflow-x: visible; }
main svg { position: absolute; inset: 0; width: 100%; height: 100%; pointer-events: none; }
main svg path { fill: none; stroke: var(--line); stroke-width: 1.5; }
main svg path.lit { stroke: var(--accent); stroke-width: 2.5; }
.choosing main svg path:not(.lit) { opacity: .4; }
.column { position: relative; min-width: 0; }
h2 { margin: 14px 0 8px; color: var(--quiet); font-size: 13px; font-weight: 600; text-transform: uppercase; letter-spacing: .05em; }
h2 small { text-transform: none; }
article { margin: 0 0 10px; padding: 9px 13px; border: 1px solid var(--line); border-radius: 10px; background: var(--card); scroll-margin: 90px; transition: opacity .15s; }
article.lit { border-color: var(--accent); }
article:target, article.chosen { border-color: var(--accent); background: var(--glow); }
.choosing article:not(.lit, .chosen) { opacity: .45; }
article[hidden], section[hidden] { display: none; }
h3 { margin: 0; font-size: 14px; font-weight: 600; overflow-wrap: anywhere; }
p { margin: 2px 0 0; color: var(--quiet); font-size: 13px; overflow-wrap: anywhere; }
summary { margin-top: 4px; color: var(--quiet); font-size: 12.5px; cursor: pointer; }
ul { margin: 2px 0 0; padding: 0; list-style: none; font-size: 13px; overflow-wrap: anywhere; }
li span, i { color: var(--quiet); font-style: normal; }
a { color: inherit; text-decoration-color: var(--accent); text-underline-offset: 2px; }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
article:focus { outline: none; }
.unknown { padding: 0 28px 32px; color: var(--quiet); }
@media (max-width: 960px) {
  header, main, .unknown { padding-left: 14px; padding-right: 14px; }
  main { display: block; }
  main svg { display: none; }
}
@media (prefers-reduced-motion: reduce) { * { transition: none !important; } }
`;
