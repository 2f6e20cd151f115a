const optionsOf = (names: readonly string[]): string => names.map((name) => `<option>${name}</option>`).join('');
const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'];
const VERSIONS = ['HTTP/1.0', 'HTTP/1.1', 'HTTP/2'];
const PLAIN = 'autocomplete="off" autocapitalize="off" spellcheck="false"';

/** The form of a page in which a request is put together. */
export const REQUEST_FORM = `<form id="request">
<label>URL<input id="url" type="text" inputmode="url" required placeholder="https://shop.example.com/cart" ${PLAIN}></label>
<label class="half">From<select id="from"></select></label>
<label class="half">Method<select id="method">${optionsOf(METHODS)}</select></label>
<details id="more">
<summary>Request <span id="said" class="faint"></span></summary>
<div>
<label>Headers, one a line<textarea id="headers" rows="3" placeholder="cookie: beta=1" ${PLAIN}></textarea></label>
<label class="half">Server name (SNI)<input id="sni" type="text" placeholder="the host of the URL" ${PLAIN}></label>
<label class="half check"><input id="without-sni" type="checkbox">No SNI</label>
<label>Client certificate (PEM)<textarea id="certificate" rows="3" placeholder="-----BEGIN CERTIFICATE-----" aria-describedby="certificate-hint" ${PLAIN}></textarea></label>
<label>or a file with it<input id="certificate-file" type="file" accept=".pem,.crt,.cer"></label>
<p id="certificate-hint" class="faint">Its key is not needed, and left out.</p>
<label class="half">Address of the client<input id="source-ip" type="text" placeholder="not known" ${PLAIN}></label>
<label class="half">HTTP version<select id="version"><option value="">usual</option>${optionsOf(VERSIONS)}</select></label>
</div>
</details>
<button class="main" type="submit">Send</button>
<button id="clear" type="button">Clear</button>
</form>`;
