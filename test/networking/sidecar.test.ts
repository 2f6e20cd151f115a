import { App, Chart, Testing } from 'cdk8s';
import * as kplus from 'cdk8s-plus-27';
import { IstioApi, IstioApiVersion } from '../../src/kernel/api-version';
import { Protocol } from '../../src/kernel/protocol';
import { Backend } from '../../src/networking/backend';
import { CaptureMode } from '../../src/networking/capture-mode';
import { Destination } from '../../src/networking/destination';
import { EgressHost } from '../../src/networking/egress-host';
import { EgressListener } from '../../src/networking/egress-listener';
import { IngressListener } from '../../src/networking/ingress-listener';
import { OutboundTrafficPolicy } from '../../src/networking/outbound-traffic-policy';
import { Sidecar, SidecarProps } from '../../src/networking/sidecar';

const newChart = (namespace?: string) => new Chart(new App(), 'shop', { namespace });
const sidecarOf = (props: SidecarProps, namespace?: string) => new Sidecar(newChart(namespace), 'sidecar', props);
const synth = (sidecar: Sidecar): unknown => Testing.synth(Chart.of(sidecar))[0].spec;
const specOf = (props: SidecarProps, namespace?: string): unknown => synth(sidecarOf(props, namespace));

const HOSTS = [EgressHost.all()];
const HTTP = { number: 80, protocol: Protocol.HTTP };

test('a namespace that knows itself and one other', () => {
  const chart = newChart('default');
  new Sidecar(chart, 'sidecar', {
    metadata: { name: 'default', labels: { team: 'web' } },
    egress: [{ hosts: [EgressHost.ownNamespace(), EgressHost.namespace('data')] }],
    outboundTrafficPolicy: OutboundTrafficPolicy.registryOnly(),
  });
  expect(Testing.synth(chart)).toEqual([
    {
      apiVersion: 'networking.istio.io/v1',
      kind: 'Sidecar',
      metadata: { name: 'default', namespace: 'default', labels: { team: 'web' } },
      spec: {
        egress: [{ hosts: ['./*', 'data/*'] }],
        outboundTrafficPolicy: { mode: 'REGISTRY_ONLY' },
      },
    },
  ]);
});

test('the API version is that of the chart', () => {
  const chart = newChart();
  IstioApi.useVersion(chart, IstioApiVersion.V1ALPHA3);
  expect(new Sidecar(chart, 'sidecar').apiVersion).toBe('networking.istio.io/v1alpha3');
});

test.each<[string, SidecarProps, object]>([
  [
    'all workloads',
    { workloadSelector: {}, egress: [{ hosts: HOSTS }] },
    { workloadSelector: { labels: {} }, egress: [{ hosts: ['*/*'] }] },
  ],
  [
    'chosen workloads with a limit',
    { workloadSelector: { app: 'a' }, inboundConnectionPool: { tcp: { maxConnections: 0 } } },
    { workloadSelector: { labels: { app: 'a' } }, inboundConnectionPool: { tcp: { maxConnections: 0 } } },
  ],
  [
    'empty lists beside a policy',
    { ingress: [], egress: [], outboundTrafficPolicy: OutboundTrafficPolicy.allowAny() },
    { ingress: [], egress: [], outboundTrafficPolicy: { mode: 'ALLOW_ANY' } },
  ],
  ['a novel field', { overrides: { novel: {} } }, { novel: {} }],
  [
    'overrides at each level',
    {
      ingress: [{ port: { number: 80 }, overrides: { novel: [] } }],
      egress: [{ hosts: HOSTS, port: { number: 80 }, overrides: { port: { protocol: 'HTTP_PROXY' }, novel: 0 } }],
      outboundTrafficPolicy: OutboundTrafficPolicy.allowAny({ overrides: { novel: false } }),
      overrides: { ingress: undefined },
    },
    {
      egress: [{ port: { number: 80, protocol: 'HTTP_PROXY' }, hosts: ['*/*'], novel: 0 }],
      outboundTrafficPolicy: { mode: 'ALLOW_ANY', novel: false },
    },
  ],
])('%s', (_, props, spec) => {
  expect(specOf(props)).toEqual(spec);
});

test.each<[string, IngressListener, object]>([
  ['a port', { port: { number: 80 } }, { port: { number: 80 } }],
  [
    'another port of the application',
    {
      port: { ...HTTP, name: 'http' },
      bind: '::',
      captureMode: CaptureMode.IPTABLES,
      defaultEndpoint: '127.0.0.1:8080',
    },
    { port: { ...HTTP, name: 'http' }, bind: '::', captureMode: 'IPTABLES', defaultEndpoint: '127.0.0.1:8080' },
  ],
  ['the pod', { port: HTTP, defaultEndpoint: '0.0.0.0:1' }, { port: HTTP, defaultEndpoint: '0.0.0.0:1' }],
  ['IPv6 loopback', { port: HTTP, defaultEndpoint: '[::1]:65535' }, { port: HTTP, defaultEndpoint: '[::1]:65535' }],
  ['the IPv6 pod', { port: HTTP, defaultEndpoint: '[::]:1' }, { port: HTTP, defaultEndpoint: '[::]:1' }],
  ['a socket', { port: HTTP, defaultEndpoint: 'unix://@app' }, { port: HTTP, defaultEndpoint: 'unix://@app' }],
])('ingress to %s', (_, listener, rendered) => {
  expect(specOf({ ingress: [listener] })).toEqual({ ingress: [rendered] });
});

test.each<[string, EgressListener, object]>([
  ['all ports', { hosts: HOSTS, captureMode: CaptureMode.DEFAULT }, { hosts: ['*/*'], captureMode: 'DEFAULT' }],
  ['all ports on an address', { hosts: HOSTS, bind: '127.0.0.2' }, { hosts: ['*/*'], bind: '127.0.0.2' }],
  ['a port', { hosts: HOSTS, port: { number: 1, name: 'a' } }, { hosts: ['*/*'], port: { number: 1, name: 'a' } }],
  [
    'a socket',
    { hosts: HOSTS, port: { protocol: Protocol.HTTP }, bind: 'unix:///a', captureMode: CaptureMode.NONE },
    { hosts: ['*/*'], port: { number: 0, protocol: 'HTTP' }, bind: 'unix:///a', captureMode: 'NONE' },
  ],
  [
    'a socket with 0',
    { hosts: HOSTS, port: { number: 0 }, bind: 'unix://@a' },
    { hosts: ['*/*'], port: { number: 0 }, bind: 'unix://@a' },
  ],
])('egress on %s', (_, listener, rendered) => {
  expect(specOf({ egress: [listener] })).toEqual({ egress: [rendered] });
});

test('listeners can be added, and several sockets share port 0', () => {
  const sidecar = sidecarOf({ ingress: [{ port: HTTP }], egress: [{ hosts: HOSTS, port: HTTP }] });
  sidecar.addIngress({ port: { number: 81 } });
  sidecar.addEgress({ hosts: HOSTS, port: {}, bind: 'unix:///a' });
  sidecar.addEgress({ hosts: HOSTS, port: {}, bind: 'unix:///b' });
  sidecar.addEgress({ hosts: HOSTS });
  expect(synth(sidecar)).toMatchObject({
    ingress: [{ port: { number: 80 } }, { port: { number: 81 } }],
    egress: [{ port: { number: 80 } }, { bind: 'unix:///a' }, { bind: 'unix:///b' }, { hosts: ['*/*'] }],
  });
});

test('lists and maps that were passed in can change afterwards', () => {
  const workloadSelector = { app: 'a' };
  const hosts = [EgressHost.all()];
  const egress: EgressListener[] = [{ hosts }];
  const ingress: IngressListener[] = [{ port: HTTP }];
  const overrides = { map: { a: 1 } };
  const sidecar = sidecarOf({ workloadSelector, egress, ingress, overrides });
  const before = synth(sidecar);
  workloadSelector.app = 'b';
  hosts.push(EgressHost.ownNamespace());
  egress.push({ hosts });
  ingress.push({ port: { number: 81 } });
  overrides.map.a = 2;
  expect(synth(sidecar)).toEqual(before);
});

test.each<[string, SidecarProps]>([
  ['nothing', {}],
  ['a selector only', { workloadSelector: { app: 'a' } }],
  ['empty lists', { ingress: [], egress: [] }],
])('a Sidecar with %s fails at synth', (_, props) => {
  expect(() => specOf(props)).toThrow('[shop/sidecar] a Sidecar must say something: Istio refuses an empty one');
});

test.each([
  ['of its own namespace', Backend.named('proxy'), 'proxy.shop.svc.cluster.local'],
  ['of another namespace', Backend.named('proxy', { namespace: 'edge' }), 'proxy.edge.svc.cluster.local'],
  ['of a ServiceEntry', Backend.host('proxy.example.com'), 'proxy.example.com'],
])('an egress proxy %s is called by its full name', (_, backend, host) => {
  const outboundTrafficPolicy = OutboundTrafficPolicy.allowAny({
    egressProxy: Destination.backend(backend, { port: 1 }),
  });
  expect(specOf({ outboundTrafficPolicy }, 'shop')).toEqual({
    outboundTrafficPolicy: { mode: 'ALLOW_ANY', egressProxy: { host, port: { number: 1 } } },
  });
});

test('an egress proxy may get its ports later', () => {
  const chart = newChart('shop');
  const service = new kplus.Service(chart, 'proxy', {
    metadata: { name: 'proxy' },
    ports: [{ port: 80, name: 'http' }],
  });
  const egressProxy = Destination.backend(Backend.service(service, { port: 3128 }));
  const sidecar = new Sidecar(chart, 'sidecar', {
    outboundTrafficPolicy: OutboundTrafficPolicy.allowAny({ egressProxy }),
  });
  expect(() => Testing.synth(chart)).toThrow('[shop/sidecar] Service proxy has no such port\n  received: 3128');
  service.bind(3128, { name: 'proxy' });
  expect(sidecar.toJson()).toMatchObject({
    spec: { outboundTrafficPolicy: { egressProxy: { host: 'proxy.shop.svc.cluster.local', port: { number: 3128 } } } },
  });
});

test('an egress proxy whose namespace is left open has no full name', () => {
  const egressProxy = Destination.backend(Backend.named('proxy', { port: 1 }));
  expect(() => specOf({ outboundTrafficPolicy: OutboundTrafficPolicy.allowAny({ egressProxy }) })).toThrow(
    '[shop/sidecar] outboundTrafficPolicy.egressProxy.host must have a full name',
  );
});

test('an egress proxy needs a port', () => {
  const egressProxy = Destination.backend(Backend.named('proxy'));
  expect(() => OutboundTrafficPolicy.allowAny({ egressProxy })).toThrow(
    'outboundTrafficPolicy.egressProxy.port must be given\n  received: nothing\n  fix: ',
  );
});
