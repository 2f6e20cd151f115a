import { App, Chart, Duration } from 'cdk8s';
import {
  ClientTls,
  ExportTo,
  ExternalService,
  ExternalServiceProps,
  FaultAbort,
  GatewayWorkload,
  HttpFault,
  HttpRetry,
  Protocol,
  ServiceEntryResolution,
  TlsOrigination,
} from '../../src';

const newChart = () => new Chart(new App(), 'shop', { namespace: 'default' });
const egressGateway = { workload: GatewayWorkload.of({ selector: { istio: 'egressgateway' } }) };
const tlsOrigination = TlsOrigination.simple();
const http = { number: 80, protocol: Protocol.HTTP };
const tls = { number: 443, protocol: Protocol.TLS };
const tcp = { number: 5432, protocol: Protocol.TCP };
const timeout = Duration.seconds(1);
const BLIND = 'proxies see no requests in TLS that applications begin, nor in TCP, so this would do nothing: ';

const MISUSES: Array<[string, Partial<ExternalServiceProps>, string]> = [
  ['a host for a list', { hosts: 'a.b' as never }, 'hosts must be a list\n  received: "a.b"'],
  ['no host', { hosts: [] }, 'hosts must have at least one entry\n  received: []'],
  ['a URL for a host', { hosts: ['https://a.b/c'] }, 'must be a DNS name\n  received: "https://a.b/c"'],
  ['a host twice', { hosts: ['a.b', 'a.b'] }, '"a.b"'],
  ['every host', { hosts: ['*'] }, 'must not be a wildcard for everything'],
  [
    'names and wildcards',
    { hosts: ['a.b', '*.b'] },
    'can not share a ServiceEntry\n  received: ["a.b","*.b"]\n' +
      '  fix: make an ExternalService for the names and one for the wildcards',
  ],
  ['a timeout on TLS of applications', { timeout }, `${BLIND}timeout\n  received: ["443 TLS"]`],
  [
    'all policies on TLS of applications',
    { timeout, retries: HttpRetry.disabled(), fault: HttpFault.abort(FaultAbort.httpStatus(500, 1)) },
    `${BLIND}timeout, retries, fault`,
  ],
  [
    'retries on TCP',
    { ports: [tcp], addresses: [], retries: HttpRetry.disabled() },
    `${BLIND}retries\n  received: ["5432 TCP"]`,
  ],
  ['a timeout where nobody knows', { ports: [{ number: 1 }], addresses: [], timeout }, '["1 without protocol"]'],
  [
    'TLS around TLS',
    { ports: [tls, { number: 8443, protocol: Protocol.HTTPS }], tlsOrigination },
    'to begin it once more would wrap TLS in TLS\n  received: ["443 TLS","8443 HTTPS"]\n' +
      '  fix: give the port that applications speak HTTP on',
  ],
  [
    'TLS around what may be TLS',
    { ports: [http, { number: 81 }], tlsOrigination, addresses: [] },
    'may be TLS already, which would be wrapped a second time\n  received: 81',
  ],
  [
    'TLS around everything',
    { trafficPolicy: { tls: ClientTls.simple() } },
    'would wrap TLS that applications begin a second time\n  received: "trafficPolicy.tls"\n  fix: use `tlsOrigination`',
  ],
  [
    'two makers of port level settings',
    { tlsOrigination, trafficPolicy: { portLevelSettings: [] } },
    'tlsOrigination makes the port level settings itself',
  ],
  [
    'a client certificate that sidecars do not read',
    { tlsOrigination: TlsOrigination.mutual('client') },
    'sidecars do not read the Secret of a client certificate, and would send plain text\n  received: "client"',
  ],
  [
    'a CA that sidecars do not read',
    { tlsOrigination: TlsOrigination.simple({ credentialName: 'ca' }) },
    'and would send plain text\n  received: "ca"',
  ],
  [
    'TCP without addresses',
    { ports: [tcp] },
    'all traffic to that port would be taken\n  received: "TCP"\n  fix: give `addresses` ([] if proxies answer DNS)',
  ],
  ['a port of anything', { ports: [{ number: 81 }] }, 'received: "no protocol"'],
  ['a malformed port', { ports: [{ ...http, number: 0 }] }, 'must be a port number\n  received: 0'],
  ['a port twice', { ports: [http, http] }, 'must differ from the other ports in name and number'],
  [
    'one name by each request',
    { resolution: ServiceEntryResolution.DYNAMIC_DNS },
    'must be a wildcard for resolution DYNAMIC_DNS',
  ],
  ['endpoints of nothing', { resolution: ServiceEntryResolution.STATIC }, 'endpoints must be given'],
  ['an empty policy', { trafficPolicy: {} }, 'trafficPolicy'],
  ['a name that Kubernetes refuses', { name: 'My Partner' }, 'must be a Kubernetes object name'],
  [
    'wildcards at an egress gateway',
    { hosts: ['*.b'], egressGateway },
    'which a wildcard is none for\n  received: "*.b"\n  fix: list the hosts, or leave `egressGateway` out',
  ],
  [
    'TCP at an egress gateway',
    { ports: [tcp], addresses: [], egressGateway },
    'by the host of HTTP or the server name of TLS\n  received: "5432 TCP"',
  ],
  [
    'two ports of HTTP at an egress gateway',
    { ports: [http, { ...http, number: 81 }], egressGateway },
    'nobody can tell which of several like ports was meant\n  received: [80,81]',
  ],
  ['two ports of TLS at an egress gateway', { ports: [tls, { ...tls, number: 444 }], egressGateway }, '[443,444]'],
  [
    'one port of an egress gateway for two kinds',
    { ports: [http, tls], egressGateway: { ...egressGateway, httpPort: 443 } },
    'HTTP and TLS for one host need different ports at the egress gateway',
  ],
  [
    'a closed port of an egress gateway',
    { egressGateway: { ...egressGateway, tlsPort: 8443 } },
    'does not open the port of this server\n  received: 8443',
  ],
  [
    'an egress gateway that does not see the service',
    { egressGateway, exportTo: [ExportTo.ownNamespace()] },
    'the egress gateway has to see the service too\n  received: ["default"]\n' +
      "  fix: add ExportTo.namespace('istio-system')",
  ],
];

test.each(MISUSES)('%s is an error with path, value and fix, and leaves nothing behind', (_, props, message) => {
  const chart = newChart();
  const make = () => new ExternalService(chart, 'service', { name: 'partner', hosts: ['api.example.com'], ...props });
  expect(make).toThrow(message);
  expect(make).toThrow(/^\[shop\/service(\/\w+)*\] .+\n {2}received: .+\n {2}fix: .+/);
  expect(chart.node.children).toEqual([]);
});
