/** What rules look like; the rest is as on all our pages. */
export const STYLE = `
:root { --local: light-dark(#2f8f5b, #5cc48a); --replicated: light-dark(#3a78b5, #74aee6); --split: light-dark(#c98a12, #e8b54d); --global: light-dark(#b3261e, #f2938c); }
.local { background: var(--local); } .replicated { background: var(--replicated); } .split { background: var(--split); } .global { background: var(--global); }
.bar { display: flex; gap: 2px; max-width: 880px; height: 8px; margin-bottom: 12px; border-radius: 4px; overflow: hidden; }
.bar span { min-width: 0; }
i { display: inline-block; flex: none; width: 9px; height: 9px; margin-right: 7px; border-radius: 50%; }
input { padding-right: 14px; }
.known { align-items: center; }
.chip { padding: 2px 10px; }
.chip[aria-pressed='true'] i { box-shadow: 0 0 0 1.5px var(--page); }
section { max-width: 1080px; margin-bottom: 22px; }
h2 { margin: 0 0 6px; font-size: 15px; font-weight: 650; }
h2 small { margin-left: 9px; color: var(--quiet); font-size: 12.5px; font-weight: 400; }
details { margin: 3px 0; border: 1px solid var(--line); border-radius: 9px; background: var(--card); }
summary { display: flex; align-items: center; padding: 7px 13px; border-radius: 9px; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary code { overflow-wrap: anywhere; }
summary:hover { background: var(--code); }
details[open] summary { border-bottom: 1px solid var(--line); border-radius: 9px 9px 0 0; }
.marks { display: flex; gap: 6px; margin-left: 10px; }
.marks span { padding: 0 7px; border: 1px solid var(--line); border-radius: 20px; color: var(--quiet); font-size: 12px; }
.class { margin-left: auto; padding-left: 14px; color: var(--quiet); font-size: 13px; white-space: nowrap; }
dl { display: grid; grid-template-columns: max-content 1fr; gap: 8px 18px; margin: 0; padding: 12px 15px 14px; }
dt { color: var(--quiet); font-size: 13px; padding-top: 4px; }
dd { min-width: 0; margin: 0; padding-top: 3px; }
dd em { color: var(--quiet); }
pre { margin: 0; padding: 7px 11px; border-radius: 7px; background: var(--code); overflow-x: auto; line-height: 1.45; }
.inline { padding: 1px 6px; border-radius: 5px; background: var(--code); overflow-wrap: anywhere; }
.inline + pre { margin-top: 5px; }
dd > pre:not(:last-child) { margin-bottom: 6px; }
@media (max-width: 640px) { .top, main, footer { padding-left: 14px; padding-right: 14px; } dl { grid-template-columns: 1fr; gap: 2px; } dt { padding-top: 8px; } }
`;
