import { App, Chart, Testing } from 'cdk8s';
import {
  Backend,
  Credential,
  ExternalService,
  GatewayWorkload,
  GrpcIngress,
  HostRegistry,
  PassthroughIngress,
  PlainHttp,
  Protocol,
  TcpIngress,
} from '../../src';
import { faultsOf, ingress, newApp } from './support/ingresses';

describe('one owner for a host on a port of the same pods', () => {
  test('two owners are an error that names both', () => {
    const { app, chart } = newApp();
    ingress(chart('one'), 'first');
    ingress(chart('two', 'other'), 'second');
    const fault = (port: number) =>
      `[two/second] host shop.example.com has an owner already on port ${port} of the gateway pods ` +
      'istio=ingressgateway in istio-system: one/first\n' +
      '  received: ["one/first","two/second"]\n' +
      '  fix: pass the `gateway` of the first to the second, use a SharedGateway, or give one of them another host or port';
    expect(faultsOf(app)).toBe(`${fault(80)}\n---\n${fault(443)}`);
    expect(() => app.synth()).toThrow('one/first');
  });

  test.each<[string, (chart: Chart) => unknown]>([
    ['another host', (chart) => ingress(chart, 'second', { hosts: ['other.example.com'] })],
    ['a wildcard that takes the host in', (chart) => ingress(chart, 'second', { hosts: ['*.example.com'] })],
    [
      'another port',
      (chart) =>
        ingress(chart, 'second', {
          workload: GatewayWorkload.of({ ports: [8443] }),
          httpsPort: 8443,
          plainHttp: PlainHttp.OFF,
        }),
    ],
    [
      'other pods',
      (chart) => ingress(chart, 'second', { workload: GatewayWorkload.of({ selector: { istio: 'private' } }) }),
    ],
    [
      'pods elsewhere',
      (chart) => ingress(chart, 'second', { workload: GatewayWorkload.of({ namespace: 'gateways' }) }),
    ],
  ])('%s is no conflict', (_, make) => {
    const { app, chart } = newApp();
    ingress(chart('one'), 'first');
    make(chart('two'));
    expect(faultsOf(app)).toBe('');
  });

  test('the same labels in another order, and letters in another case, are the same', () => {
    const { app, chart } = newApp();
    const selector = { istio: 'x', app: 'y' };
    ingress(chart('one'), 'first', { workload: GatewayWorkload.of({ selector }) });
    ingress(chart('two'), 'second', {
      hosts: ['SHOP.example.com'],
      workload: GatewayWorkload.of({ selector: { app: 'y', istio: 'x' } }),
    });
    expect(faultsOf(app)).toContain('host shop.example.com has an owner already on port 443');
  });

  test.each<[string, (chart: Chart) => unknown]>([
    [
      'GrpcIngress',
      (chart) =>
        new GrpcIngress(chart, 'second', {
          hosts: ['shop.example.com'],
          credential: Credential.existing('shop-credential'),
          backend: Backend.named('shop'),
        }),
    ],
    [
      'PassthroughIngress',
      (chart) =>
        new PassthroughIngress(chart, 'second', { hosts: ['shop.example.com'], backend: Backend.named('shop') }),
    ],
    [
      'TcpIngress',
      (chart) =>
        new TcpIngress(chart, 'second', {
          hosts: ['shop.example.com'],
          port: 443,
          credential: Credential.existing('shop-credential'),
          backend: Backend.named('shop'),
        }),
    ],
  ])('%s claims its hosts', (_, make) => {
    const { app, chart } = newApp();
    ingress(chart('one'), 'first');
    make(chart('two'));
    expect(faultsOf(app)).toMatch(/\[two\/second.*\] host shop.example.com has an owner already on port 443/);
  });

  test('an egress gateway, too', () => {
    const { app, chart } = newApp();
    const egressGateway = { workload: GatewayWorkload.of({ selector: { istio: 'egressgateway' } }) };
    for (const id of ['first', 'second']) {
      new ExternalService(chart(id), id, { hosts: ['api.example.com'], egressGateway });
    }
    expect(faultsOf(app)).toContain('host api.example.com has an owner already on port 443');
  });

  test('an ingress that failed claims nothing', () => {
    const { app, chart } = newApp();
    const one = chart('one');
    expect(() => ingress(one, 'first', { subsets: [] })).toThrow();
    const broken = { subsets: [{ name: 'v1', labels: {} }], backend: undefined };
    expect(() => ingress(one, 'first', broken)).toThrow();
    ingress(one, 'first');
    expect(faultsOf(app)).toBe('');
  });

  test('an ingress that was taken out of the tree claims nothing', () => {
    const { app, chart } = newApp();
    const one = chart('one');
    ingress(one, 'first');
    one.node.tryRemoveChild('first');
    ingress(chart('two'), 'second');
    expect(faultsOf(app)).toBe('');
  });

  test('two apps know nothing of one another', () => {
    ingress(newApp().chart('one'), 'first');
    const { app, chart } = newApp();
    ingress(chart('one'), 'first');
    expect(faultsOf(app)).toBe('');
    expect(HostRegistry.of(app)).toBe(HostRegistry.of(chart('two')));
    expect(HostRegistry.of(app)).not.toBe(HostRegistry.of(new App()));
  });
});

describe('one family of protocols for a port', () => {
  test('plain TCP beside plain HTTP is an error that names both', () => {
    const { app, chart } = newApp();
    ingress(chart('one'), 'first');
    new TcpIngress(chart('two'), 'second', { port: 80, backend: Backend.named('db') });
    expect(faultsOf(app)).toBe(
      "[two/second] port 80 of the gateway pods istio=ingressgateway in istio-system can't be " +
        'plain HTTP (one/first) and plain TCP (two/second) at once; Istio drops one of them\n' +
        '  received: ["HTTP","TCP"]\n' +
        '  fix: move one of them to another port',
    );
  });

  test('HTTPS and TLS are one family', () => {
    const { app, chart } = newApp();
    ingress(chart('one'), 'first');
    new PassthroughIngress(chart('two'), 'second', { hosts: ['tls.example.com'], backend: Backend.named('tls') });
    expect(faultsOf(app)).toBe('');
  });

  test('plain TCP has a port for itself', () => {
    const { app, chart } = newApp();
    for (const id of ['first', 'second']) {
      const workload = GatewayWorkload.of({ ports: [5432] });
      new TcpIngress(chart(id), id, { port: 5432, backend: Backend.named('db'), workload });
    }
    expect(faultsOf(app)).toContain('[second/second] host * has an owner already on port 5432');
  });
});

test('claims are copies', () => {
  const { app, chart } = newApp();
  const hosts = ['a.example.com'];
  const claim = { owner: chart('one'), workload: GatewayWorkload.ingress(), port: 80, protocol: Protocol.HTTP, hosts };
  HostRegistry.of(app).claimHosts(claim);
  hosts.push('b.example.com');
  HostRegistry.of(app).claimHosts({ ...claim, owner: chart('two'), hosts: ['b.example.com'] });
  expect(faultsOf(app)).toBe('');
});

test('a synth without conflicts is not held up, and what comes later is looked at again', () => {
  const { app, chart } = newApp();
  ingress(chart('one'), 'first');
  expect(Testing.synth(chart('empty'))).toEqual([]);
  ingress(chart('two'), 'second');
  expect(() => Testing.synth(chart('empty-2'))).toThrow('has an owner already');
  expect(faultsOf(app)).toContain('has an owner already');
});
