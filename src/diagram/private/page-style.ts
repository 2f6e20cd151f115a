import { SVG_STYLE } from './svg-style';

/** How a page looks; the picture in it looks as one that stands alone. */
export const PAGE_STYLE = `${SVG_STYLE}
:root{color-scheme:light dark;--page:#f3f5f8;--panel:#ffffff;--ink:#1c2430;--pale:#586474;--hair:#d3dae2;--accent:#1f6feb;--lit:#b5179e;--wrong:#c62828;--look:#9a5b00}
@media screen and (prefers-color-scheme:dark){:root{--page:#0b0f14;--panel:#161d26;--ink:#e8edf3;--pale:#a3b0bf;--hair:#35414f;--accent:#6cb0ff;--lit:#ff6be0;--wrong:#ff7b72;--look:#f0b541}}
*{box-sizing:border-box}
html,body{height:100%;margin:0}
body{display:flex;flex-direction:column;background:var(--page);color:var(--ink);font:14px/1.45 Helvetica,Arial,"Liberation Sans",sans-serif}
header{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:end;padding:10px 16px;background:var(--panel);border-bottom:1px solid var(--hair)}
h1{font-size:18px;margin:0 auto 0 0;align-self:center;overflow-wrap:anywhere}
h2{font-size:14px;margin:0 0 8px}
label{display:flex;flex-direction:column;gap:2px;font-size:12px;color:var(--pale)}
input,select,textarea,button{font:inherit;color:var(--ink);background:var(--page);border:1px solid var(--hair);border-radius:6px;padding:5px 8px;min-width:0}
button{cursor:pointer}
button.main{background:var(--accent);border-color:var(--accent);color:var(--panel);font-weight:bold}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px}
main{flex:1;min-height:0;display:grid;grid-template-columns:minmax(0,1fr) 380px}
#stage{position:relative;min-height:0;overflow:hidden;display:flex;flex-direction:column}
#picture{flex:1;min-height:0;overflow:hidden;touch-action:none;cursor:grab}
#picture.held{cursor:grabbing}
#picture svg{background:var(--ground);display:block;width:100%;height:100%}
#tools{position:absolute;right:12px;bottom:12px;display:flex;gap:6px}
#tools button{min-width:34px;background:var(--panel)}
#note{position:absolute;left:12px;top:12px;right:12px;pointer-events:none;color:var(--pale)}
#note:not(:empty){padding:6px 10px;background:var(--panel);border:1px solid var(--hair);border-radius:6px;width:fit-content;max-width:calc(100% - 24px)}
aside{overflow:auto;background:var(--panel);border-left:1px solid var(--hair);padding:14px 16px}
aside section:not([hidden])~section{margin-top:16px;padding-top:14px;border-top:1px solid var(--hair)}
form{display:grid;grid-template-columns:1fr auto;gap:8px}
form label{grid-column:1/-1}
form label.half{grid-column:auto}
textarea{font:12px/1.4 "Liberation Mono",Menlo,Consolas,monospace;resize:vertical}
[aria-invalid=true]{border-color:var(--wrong)}
details{grid-column:1/-1}
details>div{display:grid;grid-template-columns:1fr 1fr;gap:8px;padding:6px 0}
summary{cursor:pointer;font-size:12px;color:var(--ink);padding:3px 0}
details p{grid-column:1/-1;margin:-4px 0 0;font-size:12px}
label.check{flex-direction:row;align-items:center;gap:6px;align-self:end;padding:6px 0;font-size:14px;color:var(--ink)}
ol,ul{margin:8px 0 0;padding-left:20px}
li{margin:3px 0;overflow-wrap:anywhere}
#trace .end{font-weight:bold}
#trace .bad,.wrong,.error{color:var(--wrong)}
.look,.warning{color:var(--look)}
.faint{color:var(--pale)}
dl{display:grid;grid-template-columns:auto 1fr;gap:2px 10px;margin:0}
dt{color:var(--pale)}
dd{margin:0;overflow-wrap:anywhere}
button.link{background:none;border:0;padding:0;color:var(--accent);text-align:left;text-decoration:underline;overflow-wrap:anywhere}
#found{max-height:220px;overflow:auto}
#table{flex:1;overflow:auto;padding:0 16px 16px;background:var(--panel)}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:5px 8px;border-bottom:1px solid var(--hair);overflow-wrap:anywhere}
th{position:sticky;top:0;background:var(--panel);overflow-wrap:normal}
[hidden]{display:none!important}
.mesh [tabindex]{cursor:pointer}
.mesh [tabindex]:focus-visible{outline:none}
.mesh .box:focus-visible>.frame,.mesh .row:focus-visible>.frame,.mesh .chosen>.frame{stroke:var(--accent);stroke-width:3}
.mesh.sent .box:not(.lit),.mesh.sent .edge:not(.lit){opacity:.28}
.mesh.sent .lit .row:not(.lit){opacity:.4}
.mesh .edge.lit path{stroke:var(--lit);stroke-width:3}
.mesh .edge.lit text{fill:var(--lit);font-weight:bold}
.mesh .row.lit>.frame,.mesh .box.lit>.frame{stroke:var(--lit);stroke-width:2.5}
@media (max-width:820px){main{grid-template-columns:1fr;grid-template-rows:minmax(300px,55vh) auto;overflow:auto}aside{border-left:0;border-top:1px solid var(--hair);overflow:visible}}
@media (prefers-reduced-motion:no-preference){.mesh .edge.lit path{stroke-dasharray:10 5;animation:go 1s linear infinite}@keyframes go{to{stroke-dashoffset:-15}}}
@media print{body,html{height:auto}header label,#as-table,#tools,form,#search-results,section:has(>#trace:empty),.screen{display:none!important}button.link{color:inherit;text-decoration:none}main{display:block}#stage{display:block;overflow:visible}#picture svg{height:auto;max-height:90vh}#table[hidden]{display:block!important}aside{border:0;padding:12px 16px}section{break-inside:avoid}.mesh .edge.lit path{animation:none}}
`;
