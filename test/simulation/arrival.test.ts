import { Mesh } from '../../src/mesh/mesh';
import { Client } from '../../src/simulation/client';
import { Request } from '../../src/simulation/request';
import { Simulation } from '../../src/simulation/simulation';

const SHOP = `
apiVersion: v1
kind: Namespace
metadata: {name: shop, labels: {istio-injection: enabled}}
---
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop}
spec: {selector: {app: web}, ports: [{name: http, port: 80, targetPort: 8080}, {name: tcp, port: 90}]}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  selector: {matchLabels: {app: web}}
  template: {metadata: {labels: {app: web}}, spec: {containers: [{name: web, image: web}]}}
`;

const peers = (mode: string) => `
---
apiVersion: security.istio.io/v1
kind: PeerAuthentication
metadata: {name: default, namespace: shop}
spec: {mtls: {mode: ${mode}}}
`;

const rule = (mode: string) => `
---
apiVersion: networking.istio.io/v1
kind: DestinationRule
metadata: {name: web, namespace: shop}
spec: {host: web, trafficPolicy: {tls: {mode: ${mode}}}}
`;

const allow = (principal: string) => `
---
apiVersion: security.istio.io/v1
kind: AuthorizationPolicy
metadata: {name: only, namespace: shop}
spec: {rules: [{from: [{source: {principals: ["${principal}"]}}], to: [{operation: {paths: ["/api*"]}}]}]}
`;

function send(manifests: string, url = 'http://web/api') {
  const simulator = new Simulation(Mesh.fromYaml([{ file: 'shop.yaml', text: SHOP + manifests }]));
  return simulator.send(Request.get(url, { from: Client.pod('shop', { app: 'front' }, 'front') }));
}

it.each([
  ['by itself', '', 'mutual TLS of the mesh', 'via_upstream', undefined],
  ['where it is asked for', peers('STRICT'), 'mutual TLS of the mesh', 'via_upstream', undefined],
  ['not where it is switched off', peers('DISABLE'), 'plain text', 'via_upstream', undefined],
  ['as a DestinationRule says', rule('DISABLE'), 'plain text', 'via_upstream', undefined],
  [
    'so that STRICT refuses plain text',
    rule('DISABLE') + peers('STRICT'),
    undefined,
    'upstream_reset_before_response_started{connection_termination}',
    'UC',
  ],
  [
    'so that DISABLE does not understand mutual TLS',
    rule('ISTIO_MUTUAL') + peers('DISABLE'),
    undefined,
    'upstream_reset_before_response_started{remote_connection_failure}',
    'UF',
  ],
])('secures what goes to a sidecar %s', (_name, manifests, transport, details, flags = '-') => {
  const [outcome] = send(manifests).outcomes;
  expect(outcome.transport).toBe(transport);
  expect(outcome.log).toMatchObject({ responseCodeDetails: details, responseFlags: flags });
});

it('asks for the service in the handshake of mutual TLS', () => {
  expect(send('').outcomes[0].upstream?.sni).toBe('outbound_.80_._.web.shop.svc.cluster.local');
});

it.each([
  ['the client that a policy names', allow('cluster.local/ns/shop/sa/front'), 'http://web/api', undefined],
  ['no other client', allow('cluster.local/ns/shop/sa/other'), 'http://web/api', 403],
  ['no other path', allow('cluster.local/ns/shop/sa/front'), 'http://web/admin', 403],
  ['nobody without mutual TLS', allow('*') + rule('DISABLE'), 'http://web/api', 403],
])('lets in %s', (_name, manifests, url, status) => {
  const trace = send(manifests, url);
  expect(trace.outcomes[0].status).toBe(status);
  expect(trace.policies.map(({ object, decision }) => [object.name, decision])).toEqual([
    ['only', status === 403 ? 'not matched' : 'allowed'],
  ]);
});

it('closes TCP connections that only a rule on HTTP would allow', () => {
  const [outcome] = send(allow('*'), 'tcp://web:90').outcomes;
  expect(outcome).toMatchObject({ connection: 'closed', reason: 'a policy refuses the connection' });
});

it('leaves pods without a sidecar alone', () => {
  const bare =
    SHOP.replace('istio-injection: enabled', 'istio-injection: disabled') + peers('STRICT') + allow('nobody');
  const simulator = new Simulation(Mesh.fromYaml([{ file: 'shop.yaml', text: bare }]));
  const [outcome] = simulator.send(Request.get('http://web/api', { from: Client.pod('shop') })).outcomes;
  expect(outcome).toMatchObject({ connection: 'ok', workload: 'shop/web', transport: 'plain text' });
});

it('says that policies are not asked where nothing tells whether there is a sidecar', () => {
  const unknown = SHOP.replace(/^\napiVersion: v1\nkind: Namespace\n.*\n---/, '');
  const send = (manifests: string) =>
    new Simulation(Mesh.fromYaml([{ file: 'shop.yaml', text: manifests }])).send(
      Request.get('http://web/api', { from: Client.pod('shop') }),
    );
  const { outcomes, notes } = send(unknown + allow('nobody'));
  expect(outcomes).toMatchObject([{ connection: 'ok', workload: 'shop/web', transport: 'plain text' }]);
  expect(notes).toEqual([
    'Policies of shop/web are not asked: whether it has a sidecar is not known, as Namespace shop is not among the manifests',
  ]);
  expect(send(unknown).notes).toEqual([]);
  const wished = unknown.replace(
    'labels: {app: web}}, spec',
    "labels: {app: web, sidecar.istio.io/inject: 'true'}}, spec",
  );
  expect(send(wished + allow('nobody'))).toMatchObject({ notes: [], outcomes: [{ status: 403 }] });
});
