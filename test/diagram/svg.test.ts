import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { Diagram } from '../../src/diagram/diagram';
import { layOut } from '../../src/diagram/private/layout';
import { fitted, textWidth } from '../../src/diagram/private/text-width';
import { Mesh } from '../../src/mesh/mesh';
import { synthExample } from '../support/example';
import { meshOfCase, RECORDED_CASES } from '../support/recorded-case';
import { HOSTILE_TEXTS, hostileMesh } from './support/hostile';
import { fleetOf, meshOf, SHOP } from './support/shop';
import { xmlElements } from './support/xml';

const NAMES = ['svg', 'title', 'desc', 'style', 'defs', 'marker', 'g', 'rect', 'path', 'line', 'text'];

it('draws docs/httpbin.svg; npm run docs:generate writes it', () => {
  const store = mkdtempSync(join(tmpdir(), 'cdk8s-istio-store-'));
  const sources = [...synthExample('httpbin', store)].map(([file, text]) => ({ file, text }));
  rmSync(store, { recursive: true });
  const svg = Diagram.of(Mesh.fromYaml(sources), { title: 'The mesh of examples/httpbin' }).toSvg();
  expect(svg).toBe(readFileSync(join(__dirname, '../../docs/httpbin.svg'), 'utf8'));
});

it('draws the same bytes in whatever order objects are read', () => {
  const documents = SHOP.split(/^---$/m);
  const reversed = [...documents].reverse().join('\n---\n');
  expect(Diagram.of(meshOf(reversed)).toSvg()).toBe(Diagram.of(meshOf(SHOP)).toSvg());
});

it('says in words what it shows', () => {
  const elements = xmlElements(Diagram.of(meshOf(SHOP), { title: 'The shop' }).toSvg());
  expect(elements[0].attributes).toContain('role="img" aria-labelledby="mesh-title mesh-description"');
  expect(elements[1]).toEqual({ name: 'title', attributes: ' id="mesh-title"', text: 'The shop' });
  expect(elements[2].text).toContain('all requests of shop to v1 of web 90%');
  expect(elements[2].text).toContain('all requests of shop to v2 of web 5% (copies of requests)');
});

it('has a style for light, for dark and for paper', () => {
  const style = xmlElements(Diagram.of(meshOf(SHOP)).toSvg()).find(({ name }) => name === 'style');
  expect(style?.text).toContain('@media screen and (prefers-color-scheme:dark)');
  const kinds = new Set(
    Diagram.of(meshOf(SHOP))
      .graph.nodes.filter(({ parent }) => parent === undefined)
      .map(({ kind }) => kind),
  );
  expect([...kinds].filter((kind) => style?.text.includes(`.${kind}&#62;.mark`) !== true)).toEqual([]);
});

const MESHES: [string, Mesh][] = [
  ['a shop', meshOf(SHOP)],
  ...RECORDED_CASES.map((each): [string, Mesh] => [each.name, meshOfCase(each)]),
  ...HOSTILE_TEXTS.map((text): [string, Mesh] => [`the text ${JSON.stringify(text)} everywhere`, hostileMesh(text)]),
];

function expectPlainSvg(svg: string): void {
  const elements = xmlElements(svg.trimEnd());
  expect(elements.filter(({ name }) => !NAMES.includes(name))).toEqual([]);
  expect(
    elements.filter(({ attributes }) => / (on|href|xlink|style)/.test(attributes.replace(/"[^"]*"/g, ''))),
  ).toEqual([]);
}

it.each(MESHES)('draws nothing but a picture for %s', (_name, mesh) => {
  expectPlainSvg(Diagram.of(mesh).toSvg());
});

it('takes any text for text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      expectPlainSvg(Diagram.of(hostileMesh(text), { title: text }).toSvg());
    }),
    { numRuns: 40 },
  );
});

it.each(MESHES)('lays boxes out so that none covers another, and all lie in the picture, for %s', (_name, mesh) => {
  const { boxes, width, height } = layOut(Diagram.of(mesh).graph);
  const outside = boxes.filter(
    (box) => box.x < 0 || box.y < 0 || box.x + box.width > width || box.y + box.height > height,
  );
  expect(outside).toEqual([]);
  const overlapping = boxes.flatMap((a, index) =>
    boxes
      .slice(index + 1)
      .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
      .map((b) => [a.node.id, b.node.id]),
  );
  expect(overlapping).toEqual([]);
});

it('draws rows in their order, from the left to the right what requests go through', () => {
  const { boxes, edges } = layOut(Diagram.of(meshOf(SHOP)).graph);
  for (const { rows } of boxes) {
    rows.slice(1).forEach(({ top }, index) => expect(top).toBeGreaterThan(rows[index].top));
  }
  const placeOf = (id: string) =>
    boxes.find(({ node, rows }) => [node, ...rows.map((row) => row.node)].some((each) => each.id === id));
  const backwards = edges.filter(({ edge: { from, to } }) => (placeOf(from)?.x ?? 0) >= (placeOf(to)?.x ?? 0));
  expect(backwards).toEqual([]);
});

it('draws a large mesh by its namespaces', () => {
  const svg = Diagram.of(meshOf(fleetOf(10, 20))).toSvg();
  expect(svg).toContain('20 VirtualServices');
  expect(svg.length).toBeLessThan(40_000);
});

it('cuts what is too wide', () => {
  expect(fitted('short', 100, 12)).toBe('short');
  const cut = fitted('a'.repeat(100), 100, 12);
  expect(cut).toMatch(/^a+…$/);
  expect(textWidth(cut, 12)).toBeLessThanOrEqual(100);
  expect(textWidth('世界', 10)).toBe(20);
  expect(textWidth('Wide', 10, true)).toBeGreaterThan(textWidth('Wide', 10));
});
