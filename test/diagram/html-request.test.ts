import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CertificateStore } from '../../src/credentials/certificate-store';
import { LocalCa } from '../../src/credentials/local-ca';
import { RsaKeySize } from '../../src/credentials/rsa-key-size';
import { Diagram } from '../../src/diagram/diagram';
import { Browser, CHROMIUM } from './support/chromium';
import { HOSTILE_TEXTS, hostileMesh } from './support/hostile';
import { askingShop } from './support/asking-shop';
import { fleetOf, meshOf } from './support/shop';

jest.setTimeout(60_000);

const inBrowser = CHROMIUM === undefined ? it.skip : it;

describe('a request in a browser', () => {
  let browser: Browser;
  let folder: string;
  let shop: string;
  let clientPem: string;
  let strangerPem: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-request-'));
    const ca = (name: string) =>
      new LocalCa({ name, store: CertificateStore.directory(join(folder, name)), keySize: RsaKeySize.BITS_2048 });
    const [known, stranger] = [ca('known'), ca('stranger')];
    clientPem = known.clientCertificate({ name: 'cart' }).certificatePem;
    strangerPem = stranger.clientCertificate({ name: 'cart' }).certificatePem;
    shop = pageOf(known.certificatePem);
    if (CHROMIUM !== undefined) {
      browser = await Browser.start();
    }
  }, 60_000);

  afterAll(async () => {
    if (CHROMIUM !== undefined) {
      await browser.stop();
    }
    rmSync(folder, { recursive: true });
  }, 60_000);

  function pageOf(authority: string, key = ''): string {
    return Diagram.of(meshOf(askingShop(authority, key)), { title: 'The shop' }).toHtml();
  }

  async function open(html: string, hash = ''): Promise<void> {
    const file = join(folder, 'page.html');
    writeFileSync(file, html);
    browser.complaints.length = 0;
    // Going from one hash to another loads nothing.
    await browser.open('/dev/null');
    await browser.open(`${file}${hash}`);
  }

  /** Types into fields, and sends what they hold. */
  async function send(fields: Readonly<Record<string, string | boolean>>): Promise<string> {
    await browser.evaluate(`{
      for (const [id, value] of ${JSON.stringify(Object.entries(fields))}) {
        const field = document.getElementById(id);
        field[typeof value === 'boolean' ? 'checked' : 'value'] = value;
        field.dispatchEvent(new Event('input', { bubbles: true }));
        field.dispatchEvent(new Event('change', { bubbles: true }));
      }
      document.getElementById('request').requestSubmit();
    }`);
    await browser.settle();
    return trace();
  }
  const trace = () => browser.evaluate<string>("document.getElementById('trace').innerText");
  const value = (id: string) => browser.evaluate<string>(`document.getElementById('${id}').value`);
  const said = () => browser.evaluate<string>("document.querySelector('#more summary').textContent.trim()");
  const hash = () => browser.evaluate<string>('location.hash');
  const partner = 'https://partner.example.com/';

  inBrowser('brings headers, a method and a certificate of the client', async () => {
    await open(shop);
    expect(await send({ url: partner })).toContain('the client shows no certificate');
    expect(await send({ certificate: clientPem })).toContain('200');
    expect(await send({ headers: 'X-A: 1\n\nCookie: alpha=2; beta=1\n' })).toMatch(/cookie: alpha=2; beta=1[\s\S]*207/);
    expect(await said()).toBe('Request 2 headers, certificate');
    expect(await send({ method: 'PUT' })).toContain('202');
    expect(await send({ certificate: strangerPem })).toContain('does not trust the certificate of the client');
    expect(browser.complaints).toEqual([]);
  });

  inBrowser('brings another server name, or none, an address and a version of HTTP', async () => {
    await open(shop);
    expect(await send({ url: 'https://shop.example.com/old', sni: 'other.example.com' })).toMatch(
      /SNI other\.example\.com[\s\S]*tls-error/,
    );
    const withoutSni = await send({ 'without-sni': true, 'source-ip': '192.0.2.7', version: 'HTTP/2' });
    expect(withoutSni).toMatch(/without SNI[\s\S]*address 192\.0\.2\.7/);
    expect(withoutSni).not.toContain('302');
    expect(await browser.evaluate("document.getElementById('sni').disabled")).toBe(true);
    expect(await said()).toBe('Request no SNI, HTTP/2, address');
    expect(await send({ 'without-sni': false, sni: '' })).toContain('302');
    expect(await trace()).toContain('HTTP/2');
  });

  inBrowser('calls methods of gRPC as such', async () => {
    await open(shop);
    const text = await send({ url: 'grpc://web.shop/shop.Cart/Add', from: 'shop' });
    expect(text).toContain('POST grpc://');
    expect(text).toContain('content-type: application/grpc');
  });

  inBrowser('sends with the account of the pod that is chosen', async () => {
    await open(shop);
    expect(await send({ url: 'http://guarded.shop/', from: 'shop' })).toContain('403');
    const text = await send({ from: 'shop/app=caller,version=v1' });
    expect(text).toContain('allowed by rule 0');
    expect(text).not.toContain('403');
  });

  inBrowser('keeps the question in its address, and the key of a certificate out of it', async () => {
    await open(shop);
    const key = '-----BEGIN PRIVATE KEY-----\nU0VDUkVU\n-----END PRIVATE KEY-----\n';
    const answer = await send({
      url: partner,
      method: 'POST',
      headers: 'cookie: beta=1\nx-mark: 100% <b>&=#+',
      certificate: key + clientPem,
      'source-ip': '192.0.2.7',
    });
    expect(answer).toContain('207');
    expect(await value('certificate')).not.toContain('PRIVATE');
    const link = await hash();
    expect(decodeURIComponent(link)).not.toContain('PRIVATE');
    await open(shop, link);
    expect(await trace()).toBe(answer);
    expect(await value('headers')).toBe('cookie: beta=1\nx-mark: 100% <b>&=#+');
    expect(await browser.evaluate("document.getElementById('more').open")).toBe(true);
    expect(await browser.evaluate("document.querySelectorAll('#picture .lit').length > 3")).toBe(true);
    expect(browser.complaints).toEqual([]);
  });

  inBrowser('goes back to the question before, and to none when it is cleared', async () => {
    await open(shop);
    await send({ url: 'https://shop.example.com/old' });
    await send({ url: 'https://shop.example.com/v7', headers: 'user: ann' });
    expect(await trace()).toContain('410');
    const back = async () => {
      await browser.evaluate(
        'new Promise((done) => { addEventListener("hashchange", () => done(), { once: true }); history.back(); })',
      );
      await browser.settle();
    };
    await back();
    expect([await value('url'), await value('headers')]).toEqual(['https://shop.example.com/old', '']);
    expect(await trace()).toContain('302');
    await browser.evaluate("document.getElementById('clear').click()");
    expect([await trace(), await hash()]).toEqual(['', '']);
    await back();
    expect(await trace()).toContain('302');
  });

  inBrowser.each([
    ['headers', 'nonsense', 'A header has to be "Name: value"; got "nonsense".'],
    ['headers', 'a: 1\nA: 2', 'The header A stands there twice'],
    ['certificate', 'nonsense', 'has to be PEM'],
    ['source-ip', 'nonsense', 'has to be an IP address; got "nonsense"'],
    ['url', 'nonsense://x', 'a request needs a URL'],
  ])('says what is wrong with %s (%j), and goes there', async (id, text, message) => {
    await open(shop);
    expect(await send({ url: partner, [id]: text })).toContain(message);
    expect(await browser.evaluate('document.activeElement.id')).toBe(id);
    expect(await browser.evaluate('document.activeElement.checkVisibility()')).toBe(true);
    expect(await browser.evaluate('document.activeElement.ariaInvalid')).toBe('true');
    expect(await send({ url: partner, [id]: id === 'url' ? partner : '' })).toContain('shows no certificate');
    expect(await browser.evaluate("document.querySelectorAll('[aria-invalid]').length")).toBe(0);
  });

  inBrowser('does not guess who sends a request, where its address names somebody unknown', async () => {
    await open(shop, '#url=http://web.shop/&from=elsewhere/app=lost');
    expect(await trace()).toContain('Nobody here is elsewhere/app=lost');
    await open(shop, '#nonsense&url=');
    expect(await trace()).toBe('');
    await open(shop, '#%E0%A4%A&url=http://web.shop/&from=shop&method=BREW&version=9');
    expect(await trace()).toContain('GET http://web.shop:80/');
    expect(browser.complaints).toEqual([]);
  });

  inBrowser('reads a certificate from a file, and nothing else of it', async () => {
    await open(shop);
    const choose = async (text: string) => {
      const file = join(folder, 'client.pem');
      writeFileSync(file, text);
      const { root } = (await browser.call('DOM.getDocument')) as { root: { nodeId: number } };
      const found = await browser.call('DOM.querySelector', { nodeId: root.nodeId, selector: '#certificate-file' });
      await browser.call('DOM.setFileInputFiles', { files: [file], nodeId: found.nodeId });
      await browser.evaluate(
        `new Promise((done) => { const ask = () => document.getElementById('certificate').value === '' ? requestAnimationFrame(ask) : done(); ask(); })`,
      );
    };
    const key = '-----BEGIN PRIVATE KEY-----\nU0VDUkVU\n-----END PRIVATE KEY-----\n';
    await choose(`${key}${clientPem}`);
    expect(await value('certificate')).toBe(`${clientPem.trim()}\n`);
    expect(await send({ url: partner })).toContain('200');
    await send({ certificate: '' });
    await choose(key);
    expect(await value('certificate')).toBe('The file holds no certificate in PEM');
    expect(await send({ url: partner })).toContain('has to be PEM');
    expect(browser.complaints).toEqual([]);
  });

  inBrowser('is filled in by keys alone, and every field has a name', async () => {
    await open(shop);
    const { nodes } = (await browser.call('Accessibility.getFullAXTree')) as {
      nodes: { ignored: boolean; role?: { value: string }; name?: { value: string } }[];
    };
    const fields = nodes.filter(({ role }) => /textbox|combobox|checkbox|button|searchbox/i.test(role?.value ?? ''));
    expect(fields.filter(({ ignored, name }) => !ignored && (name?.value ?? '') === '')).toEqual([]);
    await browser.evaluate("document.querySelector('#more summary').focus()");
    await browser.press('Enter');
    await browser.press('Tab');
    expect(await browser.evaluate('document.activeElement.id')).toBe('headers');
    const ids = ['sni', 'without-sni', 'certificate', 'certificate-file', 'source-ip', 'version'];
    for (const id of ids) {
      await browser.press('Tab');
      expect(await browser.evaluate('document.activeElement.id')).toBe(id);
      expect(await browser.evaluate('document.activeElement.labels[0].innerText.trim()')).not.toBe('');
    }
    await browser.evaluate(
      `document.getElementById('url').value = 'https://shop.example.com/old'; document.getElementById('headers').focus()`,
    );
    await browser.call('Input.dispatchKeyEvent', { type: 'keyDown', key: 'Enter', modifiers: 2 });
    await browser.settle();
    expect(await trace()).toContain('302');
  });

  inBrowser.each(HOSTILE_TEXTS)('shows %j as text, typed and from an address', async (text) => {
    const line = text.replace(/\s/g, ' ');
    await open(Diagram.of(hostileMesh(text), { title: text }).toHtml());
    await send({ url: `https://shop.example.com/${line}`, headers: `x-a: ${line}`, sni: line });
    const link = await hash();
    await open(Diagram.of(hostileMesh(text), { title: text }).toHtml(), link);
    await send({ 'source-ip': line });
    expect(await trace()).toContain('has to be an IP address');
    await open(
      shop,
      `#${new URLSearchParams({ url: line, from: text, headers: text, certificate: text, sni: text }).toString()}`,
    );
    expect(await trace()).toContain('Nobody here is');
    const names = await browser.evaluate<string[]>(
      "[...new Set([...document.querySelectorAll('main *')].map(({ localName }) => localName))]",
    );
    expect(names.filter((name) => ['script', 'img', 'a', 'b', 'iframe', 'style'].includes(name))).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });

  inBrowser('opens at the way of a request through 1,000 ingresses', async () => {
    await open(Diagram.of(meshOf(fleetOf(10, 100))).toHtml(), '#url=http://h7.team-3.example.com/');
    expect(await trace()).toContain('d7');
    expect(await browser.evaluate("document.querySelectorAll('#picture .box').length")).toBe(5);
  });

  inBrowser('prints what was asked, without the form', async () => {
    await open(shop, '#url=https://shop.example.com/v7&headers=user:%20ann');
    await browser.call('Emulation.setEmulatedMedia', { media: 'print' });
    expect(await browser.evaluate("document.getElementById('headers').checkVisibility()")).toBe(false);
    expect(await trace()).toMatch(/GET https:\/\/shop[\s\S]*user: ann[\s\S]*410/);
    expect(await browser.evaluate("document.getElementById('as-table').checkVisibility()")).toBe(false);
    await open(shop);
    expect(await browser.evaluate("document.getElementById('trace').parentElement.checkVisibility()")).toBe(false);
    await browser.call('Emulation.setEmulatedMedia', { media: '' });
  });
});

it('has the certificates of CAs that clients are checked by, and no key that lies beside them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-authority-'));
  const ca = new LocalCa({ store: CertificateStore.directory(folder), keySize: RsaKeySize.BITS_2048 });
  const key = '-----BEGIN PRIVATE KEY-----\nU0VDUkVU\n-----END PRIVATE KEY-----\n';
  const html = Diagram.of(meshOf(askingShop(ca.certificatePem, key))).toHtml();
  rmSync(folder, { recursive: true });
  const found = /"ca\.crt":"([^"]*)"/.exec(html)?.[1] ?? '';
  expect(Buffer.from(found, 'base64').toString()).toBe(`${ca.certificatePem.trim()}\n`);
  expect(html).not.toContain(Buffer.from(key).toString('base64').slice(0, 40));
});
