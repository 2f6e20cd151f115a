import {
  Backend,
  Destination,
  ExportTo,
  ExternalService,
  Gateway,
  GatewayWorkload,
  HostRegistry,
  HttpRetry,
  HttpRoute,
  Protocol,
  VirtualService,
} from '../../src';
import { faultsOf, ingress, newApp } from './support/ingresses';

describe('what is attached to a Gateway', () => {
  test('a host that the Gateway does not serve is an error', () => {
    const { app, chart } = newApp();
    const { gateway } = ingress(chart('one'), 'first');
    ingress(chart('two', 'team'), 'second', { gateway, hosts: ['other.example.com'] });
    expect(faultsOf(app)).toBe(
      '[two/second/VirtualService] Gateway first-gateway takes no routes for host other.example.com ' +
        'from namespace team; they would be ignored\n' +
        '  received: ["shop.example.com from *"]\n' +
        '  fix: open the host to the namespace at the Gateway, or correct the host',
    );
  });

  // As recorded: `team-a/*.a.example.com` and `./own.example.com` are kept for these namespaces.
  test.each<[string, string, boolean]>([
    ['x.a.example.com', 'team-a', true],
    ['*.a.example.com', 'team-a', true],
    ['y.a.example.com', 'team-b', false],
    ['own.example.com', 'team-b', false],
    ['own.example.com', 'gateways', true],
    ['any.example.com', 'team-b', true],
    ['ANY.example.com', 'team-b', true],
    ['uncovered.example.com', 'team-b', false],
    ['*.example.com', 'team-b', true],
    ['*.example.org', 'team-b', false],
    ['*', 'team-b', true],
    ['a.example.com', 'team-a', false],
  ])('%s from %s: %s', (host, namespace, isAdmitted) => {
    const { app, chart } = newApp();
    const owner = chart('gateways', 'gateways');
    const gateway = Gateway.fromGatewayName(owner, 'web', 'web');
    HostRegistry.of(app).claimHosts({
      owner,
      workload: GatewayWorkload.ingress(),
      port: 80,
      protocol: Protocol.HTTP,
      hosts: ['team-a/*.a.example.com', './own.example.com', '*/any.example.com'],
      gateway,
    });
    const http = [HttpRoute.to(Destination.backend(Backend.named('shop')))];
    const virtualService = new VirtualService(chart('team', namespace), 'vs', {
      hosts: [host],
      gateways: [gateway],
      http,
    });
    HostRegistry.of(app).claimRoutes({ virtualService, gateway, hosts: [host] });
    expect(faultsOf(app).includes('they would be ignored')).toBe(!isAdmitted);
  });

  test('of an unknown Gateway nothing is said', () => {
    const { app, chart } = newApp();
    const one = chart('one');
    ingress(one, 'first', { gateway: Gateway.fromGatewayName(one, 'shared', 'shared') });
    expect(faultsOf(app)).toBe('');
  });

  test('many hosts', () => {
    const { app, chart } = newApp();
    const hosts = Array.from({ length: 20 }, (_, index) => `h${index}.example.com`);
    const { gateway } = ingress(chart('one'), 'first', { hosts });
    ingress(chart('two'), 'good', { gateway, hosts: ['h7.example.com'], backend: undefined }).route(
      '/own',
      Backend.named('own'),
    );
    expect(faultsOf(app)).toBe('');
    ingress(chart('three'), 'bad', { gateway, hosts: ['h20.example.com'] });
    expect(faultsOf(app)).toContain('takes no routes for host h20.example.com');
  });
});

describe('one VirtualService for a host inside the mesh', () => {
  test('a second one is an error that names both', () => {
    const { app, chart } = newApp();
    ingress(chart('one'), 'first', { alsoInMesh: true });
    ingress(chart('two'), 'second', { alsoInMesh: true, hosts: ['other.example.com'] });
    const name = 'shop.default.svc.cluster.local';
    expect(faultsOf(app)).toBe(
      `[two/second/VirtualService] host ${name} is routed inside the mesh by one/first/VirtualService, too, ` +
        'and only the older object is heard\n' +
        '  received: ["one/first/VirtualService","two/second/VirtualService"]\n' +
        '  fix: add all routes of the host to one of the two, or export them to different namespaces',
    );
  });

  test('a short name stands for a Service of its own namespace', () => {
    const { app, chart } = newApp();
    ingress(chart('one', 'a'), 'first', { alsoInMesh: true });
    ingress(chart('two', 'b'), 'second', { alsoInMesh: true, hosts: ['other.example.com'] });
    expect(faultsOf(app)).toBe('');
    ingress(chart('three', 'b'), 'third', {
      alsoInMesh: true,
      hosts: ['third.example.com'],
      backend: Backend.named('shop', { namespace: 'a' }),
    });
    expect(faultsOf(app)).toContain('[three/third/VirtualService] host shop.a.svc.cluster.local');
  });

  test.each<[string, ExportTo[] | undefined, ExportTo[] | undefined, boolean]>([
    ['all and all', undefined, [ExportTo.everywhere()], true],
    ['all and own', undefined, [ExportTo.ownNamespace()], true],
    ['own and own', [ExportTo.ownNamespace()], [ExportTo.ownNamespace()], false],
    ['a third one for both', [ExportTo.namespace('c')], [ExportTo.namespace('c'), ExportTo.ownNamespace()], true],
    ['own and the other', [ExportTo.ownNamespace()], [ExportTo.namespace('one')], true],
  ])('it counts who sees them: %s', (_, first, second, isFault) => {
    const { app, chart } = newApp();
    const make = (id: string, exportTo: ExportTo[] | undefined) =>
      new ExternalService(chart(id, id), id, {
        hosts: ['api.example.com'],
        ports: [{ number: 80, protocol: Protocol.HTTP }],
        retries: HttpRetry.disabled(),
        exportTo,
      });
    make('one', first);
    make('two', second);
    expect(faultsOf(app).includes('only the older object is heard')).toBe(isFault);
  });
});
