import { sha256 } from '../../mesh/semantics/sha256';
import { html } from './dot';
import { PageData } from './page-data';
import { PAGE_STYLE } from './page-style';
import { REQUEST_FORM } from './request-form';

/** What runs in a page, made when the package is built. */
export interface PageScript {
  /** The program. */
  readonly script: string;
  /** Under which licences others' parts of it are passed on. */
  readonly licences: string;
}

/** A page with all that it needs in it: nothing is loaded from anywhere, and nothing may be. */
export function pageOf(data: PageData, { script, licences }: PageScript): string {
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(PAGE_STYLE)}`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${html(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${html(data.title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>${html(data.title)}</h1>
<label>Namespace<select id="namespace"></select></label>
<label>Host<input id="host" list="hosts" placeholder="all hosts" autocomplete="off"></label>
<datalist id="hosts"></datalist>
<label>Search<input id="search" type="search" placeholder="name, label, path" aria-controls="found" autocomplete="off"></label>
<button id="as-table" type="button" aria-pressed="false">Table</button>
</header>
<main>
<div id="stage">
<div id="picture" role="group" tabindex="0" aria-label="Picture of the mesh. Arrow keys move it, plus and minus zoom, 0 shows all of it, Tab goes from box to box. The table has the same in words."></div>
<div id="table" role="region" aria-label="The mesh as a table" tabindex="0" hidden></div>
<p id="note" role="status"></p>
<div id="tools" role="toolbar" aria-label="Zoom">
<button id="closer" type="button" aria-label="Zoom in">+</button>
<button id="farther" type="button" aria-label="Zoom out">−</button>
<button id="all" type="button">Fit</button>
</div>
</div>
<aside aria-label="Requests, details and findings">
<section id="search-results" hidden><h2>Found</h2><ul id="found"></ul></section>
<section>
<h2>Where does a request go?</h2>
${REQUEST_FORM}
<div id="trace" aria-live="polite"></div>
</section>
<section id="details" hidden aria-live="polite"><h2>Chosen</h2><div id="chosen"></div></section>
<section><h2>Findings</h2><div id="findings"></div></section>
</aside>
</main>
<noscript><p>This page draws the mesh with JavaScript, which is switched off.</p></noscript>
<script type="application/json" id="data">${jsonInScript(data)}</script>
<script type="text/plain" id="licences">${licences.replace(/</g, '(')}</script>
<script>${script}</script>
</body>
</html>
`;
}

/** JSON that ends no script element; `\\u003c` means the same in its strings, and nowhere else has it the letter. */
function jsonInScript(data: PageData): string {
  return JSON.stringify(data)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029');
}

function hashOf(text: string): string {
  const digest = sha256(new TextEncoder().encode(text));
  return `'sha256-${btoa(String.fromCharCode(...digest))}'`;
}
