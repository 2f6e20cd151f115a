import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { IstioAnalysis } from '../../src/analysis/istio-analysis';
import { Diagram } from '../../src/diagram/diagram';
import { Mesh } from '../../src/mesh/mesh';
import { Client } from '../../src/simulation/client';
import { Request } from '../../src/simulation/request';
import { Simulation } from '../../src/simulation/simulation';
import { meshOfCase, RECORDED_CASES } from '../support/recorded-case';
import { Browser, CHROMIUM } from './support/chromium';
import { HOSTILE_TEXTS, hostileMesh } from './support/hostile';
import { fleetOf, meshOf, SHOP } from './support/shop';

jest.setTimeout(60_000);

const page = (mesh: Mesh, title = 'The shop') =>
  Diagram.of(mesh, { title, findings: IstioAnalysis.run(mesh).findings }).toHtml();
const shop = page(meshOf(SHOP));

it('lets run what is in it, and nothing else', () => {
  const policy = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(shop)?.[1] ?? '';
  const [script, style] = [/<script>([\s\S]*?)<\/script>/, /<style>([\s\S]*?)<\/style>/].map((form) =>
    createHash('sha256')
      .update(form.exec(shop)?.[1] ?? '')
      .digest('base64'),
  );
  expect(policy.replaceAll('&#39;', "'")).toBe(
    `default-src 'none'; script-src 'sha256-${script}'; style-src 'sha256-${style}'; base-uri 'none'; form-action 'none'`,
  );
  const markup = shop.replace(/<(script|style)>[\s\S]*?<\/\1>/g, '');
  expect(markup).not.toMatch(/ (src|href|action)=|<link|@import|url\(/i);
});

it('passes on the licences of what is in it', () => {
  const licences = /id="licences">([\s\S]*?)<\/script>/.exec(shop)?.[1] ?? '';
  expect(licences.match(/^\S+ \d+\.\d+\.\d+$/gm)?.map((line) => line.split(' ')[0])).toEqual([
    '@dagrejs/dagre',
    '@dagrejs/graphlib',
    'js-yaml',
    're2js',
  ]);
});

it('has nothing of what Secrets and containers hold', () => {
  const text = page(
    meshOf(`${SHOP}
---
apiVersion: v1
kind: Pod
metadata: {name: other, namespace: shop, annotations: {note: note-of-mine}}
spec: {containers: [{name: a, image: a, args: [--password=of-mine], env: [{name: TOKEN, value: token-of-mine}]}]}
---
apiVersion: v1
kind: ConfigMap
metadata: {name: settings, namespace: shop}
data: {password: setting-of-mine}
`),
  );
  expect(text).toContain('shop-cert');
  for (const secret of ['Q0VSVElGSUNBVEU', 'U0VDUkVULUtFWQ', 'SECRET-KEY', 'of-mine']) {
    expect(text).not.toContain(secret);
  }
});

it.each(HOSTILE_TEXTS)('ends no element early for %j', (text) => {
  const html = page(hostileMesh(text), text);
  const tags = (name: string) => html.match(new RegExp(`<${name}[\\s>]`, 'gi'))?.length;
  expect([tags('script'), tags('/script'), tags('img'), tags('svg')]).toEqual([3, 3, undefined, undefined]);
  expect(html).not.toContain('<!--');
});

if (CHROMIUM === undefined) {
  process.stderr.write('There is no Chromium here: what pages do in a browser is not tested.\n');
}
const inBrowser = CHROMIUM === undefined ? it.skip : it;

describe('in a browser', () => {
  let browser: Browser;
  let folder: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'cdk8s-istio-page-'));
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

  async function open(html: string): Promise<void> {
    const file = join(folder, 'page.html');
    writeFileSync(file, html);
    browser.complaints.length = 0;
    browser.requests.length = 0;
    await browser.open(file);
  }

  async function send(url: string, from?: string): Promise<string> {
    await browser.evaluate(`{
      const from = document.getElementById('from');
      ${from === undefined ? '' : `from.value = [...from.options].find(({ text }) => text === ${JSON.stringify(from)}).value;`}
      document.getElementById('url').value = ${JSON.stringify(url)};
      document.getElementById('request').requestSubmit();
    }`);
    await browser.settle();
    return browser.evaluate("document.getElementById('trace').innerText");
  }

  const lit = () =>
    browser.evaluate<string[]>(
      "[...document.querySelectorAll('#picture .lit:not(.edge)')].map(({ dataset }) => dataset.id).sort()",
    );
  const shown = () =>
    browser.evaluate<string[]>("[...document.querySelectorAll('#picture .box')].map(({ dataset }) => dataset.id)");
  const viewBox = () => browser.evaluate<string>("document.querySelector('#picture svg').getAttribute('viewBox')");
  const change = async (id: string, value: string, event: string) => {
    await browser.evaluate(`{
      const field = document.getElementById(${JSON.stringify(id)});
      field.value = ${JSON.stringify(value)};
      field.dispatchEvent(new Event(${JSON.stringify(event)}, { bubbles: true }));
    }`);
    await browser.settle();
  };

  inBrowser('draws the mesh, asks nobody for anything and complains of nothing', async () => {
    await open(shop);
    const { graph } = Diagram.of(meshOf(SHOP), { findings: IstioAnalysis.run(meshOf(SHOP)).findings });
    const boxes = graph.nodes.filter(({ parent }) => parent === undefined).map(({ id }) => id);
    expect((await shown()).sort()).toEqual(boxes.sort());
    expect(browser.complaints).toEqual([]);
    expect(browser.requests.filter((url) => !url.startsWith('file:'))).toEqual([]);
  });

  inBrowser('lights the way of a request, as the simulation finds it', async () => {
    await open(shop);
    const text = await send('https://shop.example.com/old');
    expect(text).toContain('302');
    expect(await lit()).toEqual(
      [
        'client:outside',
        'credential:istio-system/shop-cert',
        'gateway:istio-system/istio=ingressgateway',
        'gateway:istio-system/istio=ingressgateway/server:shop/web[1]',
        'virtual-service:shop/shop',
        'virtual-service:shop/shop/http[0]',
        'virtual-service:shop/shop/http[0]/redirect',
      ].sort(),
    );
    expect(await send('http://web/x', 'any other in shop')).toContain('web-1');
    expect(await lit()).toEqual(expect.arrayContaining(['client:mesh', 'workload:apps/Deployment/shop/web-2']));
    expect(await send('nonsense://x')).toContain('a request needs a URL');
    await browser.evaluate("document.getElementById('clear').click()");
    expect(await lit()).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });

  inBrowser(
    'finds what the simulation finds outside of a page',
    async () => {
      const requests = [
        'http://shop.example.com/',
        'https://shop.example.com/',
        'http://example.com/a',
        'tcp://example.com:80',
      ];
      let sent = 0;
      for (const each of RECORDED_CASES.slice(0, 8)) {
        const mesh = meshOfCase(each);
        await open(Diagram.of(mesh).toHtml());
        const from = 'istio-ingressgateway-0 in istio-system';
        const labels = { istio: 'ingressgateway', app: 'istio-ingressgateway' };
        const options = await browser.evaluate<string[]>(
          "[...document.getElementById('from').options].map(({ text }) => text)",
        );
        for (const url of options.includes(from) ? requests : []) {
          const trace = new Simulation(mesh).send(Request.of(url, { from: Client.outside(labels, 'istio-system') }));
          const text = await send(url, from);
          trace.outcomes.forEach(({ reason }) => expect(text).toContain(reason));
          sent += 1;
        }
      }
      expect(sent).toBeGreaterThan(10);
    },
    60_000,
  );

  inBrowser('is moved, zoomed and walked through by keys', async () => {
    await open(shop);
    const before = await viewBox();
    await browser.evaluate("document.getElementById('picture').focus()");
    await browser.press('+');
    const zoomed = await viewBox();
    expect(Number(zoomed.split(' ')[2])).toBeLessThan(Number(before.split(' ')[2]));
    await browser.press('ArrowRight');
    expect(Number((await viewBox()).split(' ')[0])).toBeGreaterThan(Number(zoomed.split(' ')[0]));
    await browser.press('0');
    expect(await viewBox()).toBe(before);
    await browser.press('Tab');
    expect(await browser.evaluate('document.activeElement.dataset.id')).toBe((await shown())[0]);
    await browser.press('Enter');
    expect(await browser.evaluate("document.getElementById('chosen').innerText")).toContain('pods of the mesh');
  });

  inBrowser('is zoomed by the wheel and moved by the mouse', async () => {
    await open(shop);
    const before = await viewBox();
    await browser.call('Input.dispatchMouseEvent', { type: 'mouseWheel', x: 400, y: 400, deltaX: 0, deltaY: -200 });
    await browser.settle();
    const zoomed = await viewBox();
    expect(Number(zoomed.split(' ')[2])).toBeLessThan(Number(before.split(' ')[2]));
    const mouse = (type: string, x: number) =>
      browser.call('Input.dispatchMouseEvent', { type, x, y: 200, button: 'left', buttons: 1, clickCount: 1 });
    await mouse('mousePressed', 300);
    await mouse('mouseMoved', 350);
    await mouse('mouseReleased', 350);
    await browser.settle();
    expect(Number((await viewBox()).split(' ')[0])).toBeLessThan(Number(zoomed.split(' ')[0]));
  });

  inBrowser('filters, searches, and says the same as a table', async () => {
    await open(shop);
    await change('namespace', 'cart', 'change');
    expect(await shown()).toContain('virtual-service:cart/cart');
    expect(await shown()).not.toContain('workload:apps/Deployment/shop/web-1');
    await change('namespace', '', 'change');
    await change('host', 'pay.example.net', 'change');
    expect(await shown()).toContain('service:cart/pay.example.net');
    expect(await shown()).not.toContain('service:shop/empty.shop.svc.cluster.local');
    await change('search', 'web version=v2', 'input');
    expect(await browser.evaluate("document.getElementById('found').innerText")).toContain('web-2');
    await browser.evaluate("document.querySelector('#found button').click()");
    await browser.settle();
    expect(await browser.evaluate("document.querySelector('#picture .chosen').dataset.id")).toContain('web-2');
    await browser.evaluate("document.getElementById('as-table').click()");
    const table = await browser.evaluate<string>("document.getElementById('table').innerText");
    expect(table).toContain('web-2');
    expect(await browser.evaluate("document.querySelectorAll('#findings li').length")).toBeGreaterThan(3);
  });

  inBrowser.each(HOSTILE_TEXTS)('shows %j as text', async (text) => {
    await open(page(hostileMesh(text), text));
    const names = await browser.evaluate<string[]>(
      "[...new Set([...document.querySelectorAll('main *')].map(({ localName }) => localName))]",
    );
    expect(names.filter((name) => ['script', 'img', 'a', 'b', 'iframe', 'style'].includes(name))).toEqual([]);
    await send('https://shop.example.com/x');
    expect(browser.complaints).toEqual([]);
  });

  inBrowser(
    'stays usable with 1,000 ingresses',
    async () => {
      await open(page(meshOf(fleetOf(10, 100)), 'A fleet'));
      expect(await shown()).toHaveLength(12);
      expect(await send('http://h7.team-3.example.com/')).toContain('d7');
      expect((await shown()).sort()).toEqual([
        'client:outside',
        'gateway:istio-system/app=istio-ingressgateway,istio=ingressgateway',
        'service:team-3/s7.team-3.svc.cluster.local',
        'virtual-service:team-3/v7',
        'workload:apps/Deployment/team-3/d7',
      ]);
      expect(await lit()).toContain(
        'gateway:istio-system/app=istio-ingressgateway,istio=ingressgateway/server:team-3/g7[0]',
      );
      await browser.evaluate("document.getElementById('clear').click()");
      await change('namespace', 'team-4', 'change');
      expect(await browser.evaluate("document.getElementById('note').innerText")).toContain('too many for one picture');
      await change('host', 'h5.team-4.example.com', 'change');
      expect(await shown()).toContain('virtual-service:team-4/v5');
      expect(browser.complaints).toEqual([]);
    },
    60_000,
  );

  inBrowser('prints light, with its table', async () => {
    await open(shop);
    await browser.call('Emulation.setEmulatedMedia', {
      media: 'print',
      features: [{ name: 'prefers-color-scheme', value: 'dark' }],
    });
    const style = (id: string, property: string) =>
      browser.evaluate<string>(`getComputedStyle(document.getElementById('${id}')).${property}`);
    expect([await style('table', 'display'), await style('tools', 'display')]).toEqual(['block', 'none']);
    expect(await browser.evaluate('getComputedStyle(document.body).color')).toBe('rgb(28, 36, 48)');
    await browser.call('Emulation.setEmulatedMedia', {
      media: 'screen',
      features: [{ name: 'prefers-color-scheme', value: 'dark' }],
    });
    expect(await browser.evaluate('getComputedStyle(document.body).color')).toBe('rgb(232, 237, 243)');
    await browser.call('Emulation.setEmulatedMedia', { media: '', features: [] });
  });
});
