import { stripVTControlCharacters } from 'node:util';
import { MeshDiff } from '../../src/diff/mesh-diff';
import { DiffFormat, parseDiffFormat } from '../../src/report/diff-format';
import { DiffWriter } from '../../src/report/diff-writer';
import { GATEWAY, meshOf, ONE, SERVICES, shop, TWO } from '../support/shop-mesh';

const FILTER =
  'apiVersion: networking.istio.io/v1alpha3\nkind: EnvoyFilter\nmetadata: {name: lua, namespace: shop}\nspec: {priority: 1}';
const DIFF = MeshDiff.between(
  meshOf(GATEWAY, SERVICES, shop(`    - {match: [{headers: {x-a: {exact: '<b>|*'}}}], route: [${ONE}]}`)),
  meshOf(GATEWAY, SERVICES, shop(`    - {match: [{headers: {x-a: {exact: '<b>|*'}}}], route: [${TWO}]}`), FILTER),
);
const SAME = MeshDiff.between(meshOf(GATEWAY), meshOf(GATEWAY));

it('writes text for people', () => {
  const text = DiffWriter.write(DIFF);
  expect(text.split('\n').slice(0, 8)).toEqual([
    'a.example.com',
    '',
    '  GET http://a.example.com/',
    '    x-a: <b>|*',
    '    goes to shop/cart-v2 (cart.shop.svc.cluster.local:80) instead of shop/cart-v1 (cart.shop.svc.cluster.local:80)',
    '      - destination: shop/cart-v1 (cart.shop.svc.cluster.local:80)',
    '      + destination: shop/cart-v2 (cart.shop.svc.cluster.local:80)',
    '    from outside by http port 80',
  ]);
  expect(text).toContain('\n    changed VirtualService shop/shop (mesh.yaml:39)\n');
  expect(text).toMatch(
    /1 change of 1 host \(\d+ requests sent to both\)\nnot simulated: added EnvoyFilter shop\/lua \(mesh.yaml:\d+\)\n$/,
  );
});

it('has colours on demand, which change nothing but colours', () => {
  const coloured = DiffWriter.write(DIFF, { colour: true });
  expect(coloured).toContain('\u001b[1ma.example.com\u001b[0m');
  expect(coloured).toContain('\u001b[31m      - destination: ');
  expect(coloured).toContain('\u001b[32m      + destination: ');
  expect(coloured).toContain('\u001b[33mnot simulated: ');
  expect(stripVTControlCharacters(coloured)).toBe(DiffWriter.write(DIFF));
  for (const format of [DiffFormat.MARKDOWN, DiffFormat.JSON]) {
    expect(DiffWriter.write(DIFF, { format, colour: true })).toBe(DiffWriter.write(DIFF, { format }));
  }
});

it('writes Markdown in which nothing of a mesh is taken for markup', () => {
  const text = DiffWriter.write(DIFF, { format: DiffFormat.MARKDOWN });
  expect(text).toContain('#### <code>GET http://a.example.com/</code>\n\n- <code>x-a: &lt;b&gt;&#124;&#42;</code>\n');
  expect(text).toContain(
    '\n| destination | <code>shop/cart-v1 (cart.shop.svc.cluster.local:80)</code> | <code>shop/cart-v2 (cart.shop.svc.cluster.local:80)</code> |\n',
  );
  expect(text).toContain('\n- <code>added EnvoyFilter shop/lua (mesh.yaml:');
  expect(text).not.toContain('<b>');
});

it('cuts Markdown off where a comment has to end, and says so', () => {
  const routes = (timeout: string) =>
    Array.from(
      { length: 120 },
      (_, index) => `    - {match: [{uri: {exact: /${index}}}], route: [${ONE}], timeout: ${timeout}}`,
    ).join('\n');
  const diff = MeshDiff.between(
    meshOf(GATEWAY, SERVICES, shop(routes('1s'))),
    meshOf(GATEWAY, SERVICES, shop(routes('2s'))),
  );
  const text = DiffWriter.write(diff, { format: DiffFormat.MARKDOWN });
  expect(diff.changes).toHaveLength(120);
  expect(text.length).toBeLessThan(65_000);
  expect(text).toMatch(/\n… and [0-9]+ more, for which there is no room here\.\n$/);
});

it('writes JSON with all that is known', () => {
  const { hosts, changes, unsimulated } = JSON.parse(DiffWriter.write(DIFF, { format: DiffFormat.JSON }));
  expect(hosts).toEqual(['a.example.com']);
  expect(changes[0]).toMatchObject({
    host: 'a.example.com',
    from: ['outside by http port 80'],
    request: { line: 'GET http://a.example.com/', details: ['x-a: <b>|*'], method: 'GET', headers: { 'x-a': '<b>|*' } },
    causes: [{ type: 'changed', place: { kind: 'VirtualService', name: 'shop', file: 'mesh.yaml', line: 39 } }],
    routes: [{ field: 'spec.http[0]' }, { field: 'spec.http[0]' }],
  });
  expect(changes[0].before.trace[0]).toBe('GET http://a.example.com:80/ from outside');
  expect(unsimulated).toHaveLength(1);
});

it('says where nothing was found', () => {
  expect(DiffWriter.write(SAME)).toBe('No request was found whose outcome changes (0 requests sent to both)\n');
  expect(JSON.parse(DiffWriter.write(SAME, { format: DiffFormat.JSON }))).toEqual({
    version: 1,
    hosts: [],
    requests: 0,
    changes: [],
    unsimulated: [],
  });
});

it('knows its formats by name', () => {
  expect(['text', 'json', 'markdown', 'html'].map(parseDiffFormat)).toEqual([
    DiffFormat.TEXT,
    DiffFormat.JSON,
    DiffFormat.MARKDOWN,
    undefined,
  ]);
});
