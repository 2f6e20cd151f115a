import * as fc from 'fast-check';
import { Diagram } from '../../src/diagram/diagram';
import { Mesh } from '../../src/mesh/mesh';
import { hostileMesh, HOSTILE_TEXTS } from './support/hostile';
import { dotStatements } from './support/dot';
import { meshOf, SHOP } from './support/shop';
import { meshOfCase, RECORDED_CASES } from '../support/recorded-case';

const SMALL = `
apiVersion: networking.istio.io/v1
kind: VirtualService
metadata: {name: web, namespace: shop}
spec: {hosts: [web], http: [{match: [{uri: {prefix: /a}}], route: [{destination: {host: web}}]}, {redirect: {uri: /"<b>"}}]}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{name: http, port: 80}]}
`;

it('writes Mermaid', () => {
  expect(Diagram.of(meshOf(SMALL)).toMermaid()).toBe(`flowchart LR
  n0(["client<br/>pods of the mesh"])
  subgraph n1["VirtualService in shop<br/>web<br/>web#46;shop#46;svc#46;cluster#46;local"]
    n2["/a#42;"]
    n3["all requests"]
  end
  n4[/"answered by the proxy<br/>301 redirect to /#34;#60;b#62;#34;"/]
  n5["service in shop<br/>web<br/>port 80 HTTP<br/>⚠ no workload is behind it"]
  n0 --> n1
  n2 --> n5
  n3 --> n4
  classDef warning stroke:#b26a00,stroke-width:3px
  class n5 warning
`);
});

it('writes DOT', () => {
  const lines = Diagram.of(meshOf(SMALL)).toDot().split('\n');
  expect(lines.filter((line) => line.includes('->'))).toEqual([
    '  "client:mesh" -> "virtual-service:shop/web";',
    '  "virtual-service:shop/web":r0 -> "service:shop/web.shop.svc.cluster.local";',
    '  "virtual-service:shop/web":r1 -> "virtual-service:shop/web/http[1]/redirect";',
  ]);
  expect(lines.find((line) => line.startsWith('  "virtual-service:shop/web/http[1]/redirect" ['))).toContain(
    '<B>301 redirect to /&#34;&#60;b&#62;&#34;</B>',
  );
});

const MERMAID_LINES = [
  /^flowchart LR$/,
  /^ {2}n\d+(\(\[|\[\[|\{\{|\[\/|\[)"([\p{L}\p{N}\p{M} ,:/=+()%⚠-]|#\d+;|<br\/>)*"(\]\)|\]\]|\}\}|\/\]|\])$/u,
  /^ {2}subgraph n\d+\["([\p{L}\p{N}\p{M} ,:/=+()%⚠-]|#\d+;|<br\/>)*"\]$/u,
  /^ {4}n\d+\["([\p{L}\p{N}\p{M} ,:/=+()%⚠-]|#\d+;|<br\/>)*"\]$/u,
  /^ {2}end$/,
  /^ {2}n\d+ (-->|-\.->|--x|==>|-\.-)(\|"([\p{L}\p{N}\p{M} ,:/=+()%⚠-]|#\d+;)*"\|)? n\d+$/u,
  /^ {2}classDef (error|warning|assumed) [a-z0-9#:,\- ]+$/,
  /^ {2}class n\d+ (error|warning|assumed)$/,
  /^$/,
];

/** Each line is one that the writer makes, with text only where text belongs. */
function expectMermaid(text: string): void {
  expect(text.split('\n').filter((line) => !MERMAID_LINES.some((form) => form.test(line)))).toEqual([]);
}

const MESHES: [string, Mesh][] = [
  ['a shop', meshOf(SHOP)],
  ...RECORDED_CASES.map((each): [string, Mesh] => [each.name, meshOfCase(each)]),
  ...HOSTILE_TEXTS.map((text): [string, Mesh] => [`the text ${JSON.stringify(text)} everywhere`, hostileMesh(text)]),
];

it.each(MESHES)('writes nothing that is broken for %s', (_name, mesh) => {
  const diagram = Diagram.of(mesh);
  expectMermaid(diagram.toMermaid());
  const { nodes, edges } = dotStatements(diagram.toDot());
  expect(nodes).toBe(diagram.graph.nodes.filter(({ parent }) => parent === undefined).length);
  expect(edges).toBe(diagram.graph.edges.length);
});

it('takes any text for text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 30 }), (text) => {
      const diagram = Diagram.of(hostileMesh(text));
      expectMermaid(diagram.toMermaid());
      expect(dotStatements(diagram.toDot()).edges).toBe(diagram.graph.edges.length);
    }),
    { numRuns: 60 },
  );
});
