import { Mesh } from '../../src/mesh/mesh';
import { Request } from '../../src/simulation/request';
import { Simulator } from '../../src/traffic/simulator';

const gateway = (tls: string): string => `apiVersion: networking.istio.io/v1
kind: Gateway
metadata: { name: shop, namespace: shop }
spec:
  selector: { istio: ingressgateway }
  servers:
    - port: { number: 443, name: https, protocol: HTTPS }
      hosts: [shop.example.com]
      tls: { ${tls} }
`;
const secret = (name: string, namespace: string, data: string): string =>
  `apiVersion: v1\nkind: Secret\nmetadata: { name: ${name}, namespace: ${namespace} }\ndata: { ${data} }\n`;
const PAIR = 'tls.crt: eA==, tls.key: eA==';
const CERTIFICATE = `apiVersion: cert-manager.io/v1
kind: Certificate
metadata: { name: shop, namespace: shop }
spec: { secretName: shop, dnsNames: [shop.example.com], issuerRef: { name: ca } }
`;

test.each([
  [
    'where nothing has the Secret',
    [gateway('mode: SIMPLE, credentialName: shop')],
    'there is no Secret istio-system/shop for the server',
  ],
  [
    'where the Secret, and what makes another, lie elsewhere',
    [gateway('mode: SIMPLE, credentialName: shop'), secret('shop', 'web', PAIR), CERTIFICATE],
    'there is no Secret istio-system/shop for the server; Certificate shop/shop, Secret web/shop lie where the gateway does not look',
  ],
  [
    'where the CA for client certificates lies elsewhere',
    [
      gateway('mode: MUTUAL, credentialName: shop'),
      secret('shop', 'istio-system', PAIR),
      secret('shop-cacert', 'shop', 'ca.crt: eA=='),
    ],
    'Secret istio-system/shop holds no CA to check clients by; Secret shop/shop-cacert lies where the gateway does not look',
  ],
])('a handshake fails %s', (_, documents, reason) => {
  const mesh = Mesh.fromYaml([{ file: 'mesh.yaml', text: documents.join('---\n') }]);
  const [outcome] = new Simulator(mesh).send(Request.get('https://shop.example.com/')).outcomes;
  expect(outcome).toMatchObject({ connection: 'tls-error', reason });
});
