/** How our pages look, in the light and in the dark: colours, the head with its field to ask, chips to choose, what has the focus. */
export const PAGE_STYLE = `
:root {
  color-scheme: light dark;
  --page: light-dark(#f6f5f2, #15171b);
  --card: light-dark(#ffffff, #1e2127);
  --line: light-dark(#d9d5cc, #383d47);
  --text: light-dark(#25272b, #e6e4df);
  --quiet: light-dark(#6f6b63, #9a978f);
  --code: light-dark(#f1efe9, #272b33);
  --accent: light-dark(#b4530a, #f5a142);
  --glow: light-dark(#fdf0dc, #3a2c17);
  --ok: light-dark(#1b7a43, #6fd195);
  --ok-back: light-dark(#e2f4e8, #17331f);
  --no: light-dark(#b3261e, #f2938c);
  --no-back: light-dark(#fbe6e4, #3b1b1a);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; }
code, input, .matcher, .chip { font-family: ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, monospace; font-size: 13px; }
.top { position: sticky; top: 0; z-index: 1; padding: 18px 28px 14px; background: color-mix(in srgb, var(--page) 92%, transparent); backdrop-filter: blur(8px); border-bottom: 1px solid var(--line); }
h1 { margin: 0 0 10px; font-size: 19px; font-weight: 650; letter-spacing: -.01em; }
h1 small { margin-left: 10px; color: var(--quiet); font-size: 13px; font-weight: 400; }
.ask { position: relative; max-width: 880px; }
input { width: 100%; padding: 11px 84px 11px 14px; border: 1px solid var(--line); border-radius: 10px; background: var(--card); color: inherit; font-size: 14px; outline: none; }
input:focus { border-color: var(--accent); box-shadow: 0 0 0 3px color-mix(in srgb, var(--accent) 22%, transparent); }
#clear { position: absolute; right: 8px; top: 7px; padding: 5px 11px; border: 0; border-radius: 7px; background: var(--code); color: var(--quiet); font: inherit; font-size: 13px; cursor: pointer; }
.known { display: flex; flex-wrap: wrap; gap: 4px 18px; margin-top: 10px; max-height: 104px; overflow: auto; }
.known div { display: flex; flex-wrap: wrap; align-items: center; gap: 4px; }
.known span { color: var(--quiet); font-size: 13px; }
.chip { padding: 1px 8px; border: 1px solid var(--line); border-radius: 20px; background: transparent; color: inherit; cursor: pointer; }
.chip:hover { border-color: var(--accent); }
.chip[aria-pressed='true'] { border-color: var(--accent); background: var(--accent); color: var(--page); }
button:focus-visible, summary:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; }
main { padding: 20px 28px 60px; overflow-x: auto; }
footer { padding: 0 28px 28px; color: var(--quiet); font-size: 12.5px; }
.hint { margin: 0; color: var(--quiet); }
@media (max-width: 640px) { h1 small { display: block; margin: 2px 0 0; } }
`;
