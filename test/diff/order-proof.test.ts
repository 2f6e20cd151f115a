import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { parseCase } from '../../scripts/lib/traffic-case';
import { IstioAnalysis } from '../../src/analysis/istio-analysis';
import { OrderProof } from '../../src/diff/order-proof';
import { swapsOf } from '../../src/diff/order/swaps';
import { differencesOf } from '../../src/diff/outcome/differences';
import { ManifestPlace } from '../../src/mesh/manifest-place';
import { Mesh } from '../../src/mesh/mesh';
import { Request } from '../../src/simulation/request';
import { Simulation } from '../../src/simulation/simulation';
import { synthExample } from '../support/example';
import { GATEWAY, meshOf, ONE, SERVICES, shop, TWO } from '../support/shop-mesh';

const CASES = join(__dirname, '..', 'cases');
const EXAMPLES = join(__dirname, '..', '..', 'examples');

function nameOf({ kind, namespace, name }: ManifestPlace): string {
  return `${kind} ${namespace}/${name}`;
}

function inWords({ dependences }: OrderProof): readonly string[] {
  return dependences.map(
    ({
      objects,
      change: {
        after: { request },
      },
    }) => `${objects.map(nameOf).join(' and ')}: ${request.method} ${request.authority}${request.target}`,
  );
}

/** Dependences that no finding of the analysis names both objects of. */
function unsaid(mesh: Mesh): readonly string[] {
  const { findings } = IstioAnalysis.run(mesh);
  const said = findings.map(({ place, related }) => new Set([place, ...related].map(nameOf)));
  return OrderProof.of(mesh)
    .dependences.map(({ objects }) => objects.map(nameOf))
    .filter((names) => !said.some((each) => names.every((name) => each.has(name))))
    .map((names) => names.join(' and '));
}

const API = (destination: string) => `    - {match: [{uri: {prefix: /api}}], route: [${destination}]}`;

describe('the order of creation', () => {
  it.each<[what: string, documents: readonly string[], expected: readonly string[]]>([
    [
      'matters to VirtualServices of one host with routes that some requests both meet',
      [
        shop(API(ONE), { name: 'a' }),
        shop(`    - {match: [{headers: {x: {exact: yes-please}}}], route: [${TWO}]}`, { name: 'b' }),
      ],
      ['VirtualService shop/a and VirtualService shop/b: GET a.example.com/api'],
    ],
    [
      'does not matter to those whose routes no request meets both of',
      [shop(API(ONE), { name: 'a' }), shop(`    - {match: [{uri: {exact: /b}}], route: [${TWO}]}`, { name: 'b' })],
      [],
    ],
    [
      'does not matter to a route and one that takes everything, which comes last at a gateway',
      [shop(API(ONE), { name: 'a' }), shop(`    - {route: [${TWO}]}`, { name: 'b' })],
      [],
    ],
    [
      'matters in the mesh, where only one of two is taken',
      [
        shop(API(ONE), { name: 'a', hosts: 'cart', gateways: 'mesh' }),
        shop(`    - {route: [${TWO}]}`, { name: 'b', hosts: 'cart', gateways: 'mesh' }),
      ],
      ['VirtualService shop/a and VirtualService shop/b: GET cart.shop.svc.cluster.local/'],
    ],
    [
      'is found between each two of three',
      ['a', 'b', 'c'].map((name, index) =>
        shop(`    - {match: [{uri: {prefix: /api}}], directResponse: {status: 21${index}}}`, { name }),
      ),
      ['a', 'a', 'b'].map(
        (name, index) =>
          `VirtualService shop/${name} and VirtualService shop/${['b', 'c', 'c'][index]}: GET a.example.com/api`,
      ),
    ],
    [
      'is found among many',
      Array.from({ length: 30 }, (_, index) =>
        shop(
          `    - {match: [{uri: {prefix: /${index === 25 ? 3 : index}/}}], directResponse: {status: ${210 + index}}}`,
          { name: `v${index}` },
        ),
      ),
      ['VirtualService shop/v25 and VirtualService shop/v3: GET a.example.com/3/'],
    ],
  ])('%s', (_what, documents, expected) => {
    expect(inWords(OrderProof.of(meshOf(GATEWAY, SERVICES, ...documents)))).toEqual(expected);
  });

  it('is known where objects come from a cluster, and tried nevertheless', () => {
    const dated = [shop(API(ONE), { name: 'a' }), shop(API(TWO), { name: 'b' })].map((text, index) =>
      text.replace('namespace: shop}', `namespace: shop, creationTimestamp: '2026-01-0${2 - index}T00:00:00Z'}`),
    );
    expect(OrderProof.of(meshOf(GATEWAY, SERVICES, ...dated)).holds).toBe(false);
  });

  it('of few objects is every order', () => {
    const orders = new Set(
      swapsOf(['a', 'b', 'c', 'd']).flatMap(({ before, after }) => [before.join(''), after.join('')]),
    );
    expect(orders.size).toBe(24);
  });
});

it.each(readdirSync(CASES).filter((file) => file.endsWith('.yaml')))(
  'the analysis names both objects wherever their order matters in %s',
  (file) => {
    expect(
      unsaid(Mesh.fromYaml([{ file, text: parseCase(readFileSync(join(CASES, file), 'utf8')).manifests }])),
    ).toEqual([]);
  },
);

const store = mkdtempSync(join(tmpdir(), 'cdk8s-istio-order-'));

afterAll(() => rmSync(store, { recursive: true }));

it.each(readdirSync(EXAMPLES))('no order matters in example %s', (name) => {
  const files = synthExample(name, store);
  const mesh = Mesh.fromYaml([...files].map(([file, text]) => ({ file, text })));
  expect(inWords(OrderProof.of(mesh))).toEqual([]);
});

it('finds what random requests find in random orders', () => {
  const match = fc.record(
    {
      uri: fc.constantFrom({ prefix: '/a' }, { prefix: '/a/b' }, { exact: '/a/b' }, { regex: '/a.*' }, { prefix: '/' }),
      headers: fc.constantFrom({ x: { exact: '1' } }, { x: { regex: '.*' } }, { y: { prefix: '1' } }),
    },
    { requiredKeys: [] },
  );
  const routes = fc.array(fc.tuple(fc.array(match, { maxLength: 2 }), fc.constantFrom(210, 211)), {
    minLength: 1,
    maxLength: 2,
  });
  const request = fc
    .tuple(
      fc.constantFrom('/', '/a', '/a/b', '/a/b/c'),
      fc.constantFrom<{ readonly [name: string]: string }[]>({}, { x: '1' }, { x: '2' }, { x: '1', y: '12' }),
    )
    .map(([path, headers]) => Request.get(`http://a.example.com${path}`, { headers }));
  fc.assert(
    fc.property(
      fc.array(routes, { minLength: 2, maxLength: 3 }),
      fc.array(request, { minLength: 16, maxLength: 16 }),
      (all, requests) => {
        const documents = all.map((http, index) => {
          const written = http.map(([matches, status]) => ({
            ...(matches.length === 0 ? {} : { match: matches }),
            directResponse: { status },
          }));
          return shop(written.map((each) => `    - ${JSON.stringify(each)}`).join('\n'), { name: `v${index}` });
        });
        const inOrder = (order: readonly number[]) =>
          new Simulation(
            meshOf(
              GATEWAY,
              ...order.map((place, age) =>
                documents[place].replace(
                  'namespace: shop}',
                  `namespace: shop, creationTimestamp: '2026-01-0${age + 1}T00:00:00Z'}`,
                ),
              ),
            ),
          );
        const forward = documents.map((_, index) => index);
        const [one, other] = [forward, forward.toReversed()].map(inOrder);
        const matters = requests.some((each) => differencesOf(one.send(each), other.send(each)).length > 0);
        const proof = OrderProof.of(meshOf(GATEWAY, ...documents));
        expect(matters && proof.holds).toBe(false);
      },
    ),
    { numRuns: 30 },
  );
});
