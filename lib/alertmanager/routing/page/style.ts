/** How the page looks, in the light and in the dark. */
export const STYLE = `
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
#answer { display: flex; flex-wrap: wrap; gap: 12px; padding: 18px 28px 0; }
.hint { margin: 0; color: var(--quiet); }
.taker { min-width: 240px; padding: 12px 16px; border: 1px solid var(--accent); border-left-width: 5px; border-radius: 10px; background: var(--glow); }
.taker.silent { border-color: var(--quiet); background: var(--code); }
.to { display: flex; align-items: baseline; gap: 9px; }
.why, .path { display: block; color: var(--quiet); font-size: 13px; }
.path { font-size: 12px; margin-top: 4px; background: none; }
.receiver { padding: 0; border: 0; background: none; color: var(--accent); font: inherit; font-weight: 650; font-size: 16px; cursor: pointer; }
.silent .receiver { color: var(--quiet); text-decoration: line-through; }
.kinds { color: var(--quiet); font-size: 13px; }
main { padding: 20px 28px 60px; overflow-x: auto; }
ul { margin: 0; padding: 0; list-style: none; }
li { position: relative; padding: 5px 0; }
ul ul { margin-left: 18px; padding-left: 26px; }
ul ul > li::before { content: ''; position: absolute; left: -26px; top: 0; width: 26px; height: 27px; border-left: 2px solid var(--line); border-bottom: 2px solid var(--line); border-bottom-left-radius: 9px; }
ul ul > li:not(:last-child)::after { content: ''; position: absolute; left: -26px; top: 0; bottom: 0; border-left: 2px solid var(--line); }
.asked li.lit::before { border-color: var(--accent); }
.node { display: inline-flex; flex-wrap: wrap; align-items: center; gap: 6px 14px; min-height: 44px; padding: 8px 14px; border: 1px solid var(--line); border-radius: 10px; background: var(--card); transition: opacity .15s, border-color .15s, background .15s; }
.asks { display: flex; flex-wrap: wrap; gap: 5px; }
.matcher { padding: 1px 8px; border-radius: 6px; background: var(--code); white-space: pre; }
.matcher.ok { background: var(--ok-back); color: var(--ok); }
.matcher.no { background: var(--no-back); color: var(--no); }
.all { color: var(--quiet); font-style: italic; }
.gets { font-weight: 600; }
.gets::before { content: '→'; margin-right: 7px; color: var(--quiet); font-weight: 400; }
.gets .kinds { margin-left: 7px; font-weight: 400; }
.node.quiet .gets b { color: var(--quiet); text-decoration: line-through; font-weight: 500; }
.settings { color: var(--quiet); font-size: 13px; }
.goes-on { padding: 0 8px; border: 1px dashed var(--quiet); border-radius: 20px; color: var(--quiet); font-size: 12px; }
.node.passed { border-color: var(--accent); }
.node.taken { border-color: var(--accent); background: var(--glow); box-shadow: 0 0 0 3px color-mix(in srgb, var(--accent) 18%, transparent); }
.node.taken .gets b { color: var(--accent); }
.node.failed { opacity: .72; }
.node.unseen { opacity: .38; }
footer { padding: 0 28px 28px; color: var(--quiet); font-size: 12.5px; }
@media (max-width: 640px) { .top, #answer, main, footer { padding-left: 14px; padding-right: 14px; } ul ul { margin-left: 6px; padding-left: 18px; } ul ul > li::before { left: -18px; width: 18px; } ul ul > li:not(:last-child)::after { left: -18px; } }
`;
