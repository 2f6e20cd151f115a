import { App, Chart, Testing } from 'cdk8s';
import { Deployment, Service } from 'cdk8s-plus-27';
import { Credential } from '../../src/credentials/credential';
import { Backend } from '../../src/networking/backend';
import { Destination } from '../../src/networking/destination';
import { DestinationRule } from '../../src/networking/destination-rule';
import { FaultAbort } from '../../src/networking/fault-abort';
import { Gateway } from '../../src/networking/gateway';
import { HttpMatch } from '../../src/networking/http-match';
import { HttpRetry } from '../../src/networking/http-retry';
import { HttpRoute } from '../../src/networking/http-route';
import { Server } from '../../src/networking/server';
import { VirtualService } from '../../src/networking/virtual-service';
import { FaultInjection } from '../../src/patterns/fault-injection';
import { MeshService } from '../../src/patterns/mesh-service';
import { SecureIngress } from '../../src/patterns/secure-ingress';
import { TrafficTest } from '../../src/traffic/traffic-test';

/** Values as JavaScript passes them, and TypeScript that is run without being checked. */
type Props = { readonly [name: string]: unknown };

const INGRESS: Props = { hosts: ['a.example.com'], credential: Credential.existing('a') };
const BACKEND = Backend.named('web', { port: 80 });

function chart(): Chart {
  return new Chart(new App(), 'c', { namespace: 'shop' });
}
function service(at: Chart): Service {
  return new Service(at, 'web', { metadata: { name: 'web' }, ports: [{ port: 80 }] });
}

const ingress = (props: (at: Chart) => Props) => (at: Chart) =>
  new SecureIngress(at, 'i', { ...INGRESS, ...props(at) } as never);
const meshService = (props: Props) => (at: Chart) =>
  new MeshService(at, 'm', { name: 'web', backend: BACKEND, ...props });
const virtualService = (props: Props) => (at: Chart) =>
  new VirtualService(at, 'v', {
    hosts: ['a.example.com'],
    http: [HttpRoute.to(Destination.backend(BACKEND))],
    ...props,
  });
const gateway = (props: Props) => (at: Chart) => new Gateway(at, 'g', props);

it.each<[string, (at: Chart) => unknown, string]>([
  [
    'a Service for a backend',
    ingress((at) => ({ backend: service(at) })),
    '[c/i] backend must be a Backend\n  received: "the construct c/web"\n  fix: write Backend.service(service) for a Service of cdk8s-plus-27, Backend.named(name) for one in the cluster',
  ],
  [
    'a name for a backend',
    ingress(() => ({ backend: 'web' })),
    '[c/i] backend must be a Backend\n  received: "web"\n  fix: write Backend.named(\'web\')',
  ],
  ['null for a backend', ingress(() => ({ backend: null })), '[c/i] backend must be a Backend\n  received: null'],
  [
    'no hosts',
    ingress(() => ({ hosts: undefined, backend: BACKEND })),
    '[c/i] hosts must be a list\n  received: nothing',
  ],
  [
    'a text for hosts',
    ingress(() => ({ hosts: 'a.example.com', backend: BACKEND })),
    '[c/i] hosts must be a list\n  received: "a.example.com"',
  ],
  [
    'a name for a credential',
    ingress(() => ({ credential: 'a', backend: BACKEND })),
    '[c/i] credential must be a Credential\n  received: "a"\n  fix: write Credential.existing(\'a\'), or another of its sources',
  ],
  [
    'a name for a gateway',
    ingress(() => ({ credential: undefined, gateway: 'edge', backend: BACKEND })),
    '[c/i] a gateway must be a Gateway or a reference to one\n  received: "edge"\n  fix: write Gateway.fromGatewayName(this, id, \'edge\') for one in the cluster',
  ],
  [
    'an unknown choice',
    ingress(() => ({ plainHttp: 'serve', backend: BACKEND })),
    '[c/i] plainHttp must be a PlainHttp\n  received: "serve"\n  fix: choose one of SERVE, REDIRECT, REDIRECT_EXCEPT_ACME_CHALLENGES, OFF',
  ],
  ['no backend in a mesh', meshService({ backend: undefined }), '[c/m] backend must be a Backend\n  received: nothing'],
  [
    'a text for a timeout',
    meshService({ timeout: '10' }),
    '[c/m] timeout must be a Duration of cdk8s\n  received: "10"\n  fix: write Duration.seconds(10)',
  ],
  [
    'a number for a timeout',
    meshService({ timeout: 3 }),
    '[c/m] timeout must be a Duration of cdk8s\n  received: 3\n  fix: write Duration.seconds(3)',
  ],
  [
    'fields for retries',
    meshService({ retries: { attempts: 3 } }),
    '[c/m] retries must be an HttpRetry\n  received: {"attempts":3}\n  fix: write HttpRetry.attempts(2), or HttpRetry.disabled()',
  ],
  [
    'mesh for a gateway',
    meshService({ gateways: ['mesh'] }),
    '[c/m] a gateway must be a Gateway or a reference to one\n  received: "mesh"\n  fix: write Gateway.MESH',
  ],
  [
    'a text for the interval',
    meshService({ outlierDetection: { consecutive5xxErrors: 5, interval: '5m' } }),
    '[c/m/DestinationRule] trafficPolicy.outlierDetection.interval must be a Duration of cdk8s\n  received: "5m"\n  fix: write Duration.minutes(5)',
  ],
  ['a text for gateways', virtualService({ gateways: 'edge' }), '[c/v] gateways must be a list\n  received: "edge"'],
  ['one route', virtualService({ http: HttpRoute.to(Destination.backend(BACKEND)) }), '[c/v] http must be a list'],
  [
    'a route as Istio has it',
    virtualService({ http: [{ route: [] }] }),
    '[c/v] a route must be an HttpRoute\n  received: {"route":[]}\n  fix: make it with the factories of its class',
  ],
  ['a backend for a TLS route', virtualService({ tls: [BACKEND] }), '[c/v] a route must be a TlsRoute'],
  [
    'a server as Istio has it',
    gateway({ servers: [{ hosts: ['*'] }] }),
    '[c/g] a server of a Gateway must be a Server\n  received: {"hosts":["*"]}',
  ],
  [
    'a name for a destination',
    () => HttpRoute.to('web' as never),
    'a destination must be a Destination\n  received: "web"',
  ],
  [
    'a name for a rule',
    (at) => new DestinationRule(at, 'd', { backend: 'web' as never }),
    '[c/d] backend must be a Backend\n  received: "web"',
  ],
  [
    'no name',
    () => Backend.named(undefined as never),
    'the name of a Service must be an RFC 1123 label\n  received: nothing',
  ],
  [
    'no Service',
    () => Backend.service(undefined as never),
    'the Service of a backend must be a construct\n  received: nothing',
  ],
  [
    'a Deployment',
    (at) => Backend.apiObject(new Deployment(at, 'd', { containers: [{ image: 'web' }] }) as never),
    '[c/d/Resource] a backend must be a Kubernetes Service',
  ],
  [
    'a name for the target',
    (at) => new FaultInjection(at, 'f', { target: 'web' as never, abort: FaultAbort.httpStatus(503, 1) }),
    '[c/f] target must be something that routes requests\n  received: "web"',
  ],
  [
    'a text for a value',
    () => HttpMatch.header('x', 'jane' as never),
    'match.headers["x"] must be a StringMatch\n  received: "jane"\n  fix: write StringMatch.exact(\'jane\'), .prefix() or .regex()',
  ],
  [
    'a match as Istio has it',
    () => HttpRoute.to(Destination.backend(BACKEND), { match: [{ uri: { prefix: '/x' } } as never] }),
    'a match must be an HttpMatch\n  received: {"uri":{"prefix":"/x"}}',
  ],
  [
    'a text for matches',
    () => HttpRoute.to(Destination.backend(BACKEND), { match: 'x' as never }),
    'match must be a list\n  received: "x"',
  ],
  [
    'a text for conditions',
    () => HttpRetry.attempts(2, { retryOn: '5xx' as never }),
    'retries.retryOn must be a list\n  received: "5xx"',
  ],
  [
    'a text for the hosts of a server',
    () => Server.http({ hosts: 'a.example.com' as never }),
    'hosts of a server must be a list\n  received: "a.example.com"',
  ],
  [
    'a text for a request',
    (at) => TrafficTest.of(at).send('https://a.example.com' as never),
    '[TrafficTest] what is sent must be a Request\n  received: "https://a.example.com"\n  fix: write Request.get(\'https://a.example.com\')',
  ],
])('%s is an error that says what to write', (_, make, message) => {
  expect(() => make(chart())).toThrow(message);
});

it('takes a construct around a Service for its object', () => {
  const at = chart();
  new SecureIngress(at, 'i', { ...INGRESS, backend: Backend.apiObject(service(at) as never) } as never);
  const { spec } = Testing.synth(at).find(({ kind }) => kind === 'VirtualService');
  expect(spec.http).toEqual([{ route: [{ destination: { host: 'web' } }] }]);
});

it.each([
  ['/api/*', "write the prefix '/api', which takes all paths below it"],
  ['/*', "write the prefix '/', which takes all paths below it"],
  ['/v*/cart', 'use StringMatch.regex(), for the letter as well'],
])('the path %s is no pattern', (path, fix) => {
  const route = new SecureIngress(chart(), 'i', { ...INGRESS, backend: BACKEND } as never);
  const expected = `[c/i] match.uri must be a path without '*', which Istio takes for that letter\n  received: "${path}"\n  fix: ${fix}`;
  expect(() => route.route(path, BACKEND)).toThrow(expected);
  expect(() => HttpMatch.exactPath(path)).toThrow("match.uri must be a path without '*'");
  expect(() => HttpMatch.exactPath('*')).not.toThrow();
});
