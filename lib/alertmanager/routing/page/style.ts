/** What the tree looks like; the rest is as on all our pages. */
export const STYLE = `
#answer { display: flex; flex-wrap: wrap; gap: 12px; padding: 18px 28px 0; }
.taker { min-width: 240px; padding: 12px 16px; border: 1px solid var(--accent); border-left-width: 5px; border-radius: 10px; background: var(--glow); }
.taker.silent { border-color: var(--quiet); background: var(--code); }
.to { display: flex; align-items: baseline; gap: 9px; }
.why, .path { display: block; color: var(--quiet); font-size: 13px; }
.path { font-size: 12px; margin-top: 4px; background: none; }
.receiver { padding: 0; border: 0; background: none; color: var(--accent); font: inherit; font-weight: 650; font-size: 16px; cursor: pointer; }
.silent .receiver { color: var(--quiet); text-decoration: line-through; }
.kinds { color: var(--quiet); font-size: 13px; }
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
@media (max-width: 640px) { .top, #answer, main, footer { padding-left: 14px; padding-right: 14px; } ul ul { margin-left: 6px; padding-left: 18px; } ul ul > li::before { left: -18px; width: 18px; } ul ul > li:not(:last-child)::after { left: -18px; } }
`;
