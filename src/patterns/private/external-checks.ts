import { isIP } from 'net';
import { Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { misuse } from '../../kernel/errors';
import { Protocol, carriesHttp } from '../../kernel/protocol';
import { ServiceEntryResolution } from '../../networking/service-entry-resolution';
import { ServicePort } from '../../networking/service-port';
import { ExternalServiceProps } from '../external-service-props';

const HTTPS_PORT = 443;
const HTTP_PORT = 80;

/** The ports of the service; with TLS origination each knows where the service speaks TLS. */
export function portsOf({ ports, tlsOrigination }: ExternalServiceProps): ServicePort[] {
  if (tlsOrigination === undefined) {
    return [...(ports ?? [{ number: HTTPS_PORT, protocol: Protocol.TLS }])];
  }
  const targetPort = tlsOrigination._targetPort;
  return (ports ?? [{ number: HTTP_PORT, protocol: Protocol.HTTP }]).map((port) =>
    isHttp(port) && port.targetPort === undefined ? { ...port, targetPort } : port,
  );
}

/** Whether proxies see requests on the port. */
export function isHttp({ protocol }: ServicePort): boolean {
  return protocol !== undefined && carriesHttp(protocol);
}

/** Whether applications begin TLS themselves. */
export function isTls({ protocol }: ServicePort): boolean {
  return protocol === Protocol.TLS || protocol === Protocol.HTTPS;
}

/** How proxies find the service, unless it is said. */
export function resolutionOf({ resolution, hosts, endpoints }: ExternalServiceProps): ServiceEntryResolution {
  if (resolution !== undefined) {
    return resolution;
  }
  if (endpoints !== undefined) {
    const areAddresses = endpoints.every(({ address }) => address !== undefined && isIP(address) !== 0);
    return areAddresses ? ServiceEntryResolution.STATIC : ServiceEntryResolution.DNS;
  }
  return hosts.some(isWildcard) ? ServiceEntryResolution.NONE : ServiceEntryResolution.DNS;
}

/** Throws where props do not go together, before anything is made. */
export function checkExternal(at: Construct, props: ExternalServiceProps): void {
  const ports = portsOf(props);
  checkHosts(at, props);
  checkPolicies(at, props, ports);
  checkAddresses(at, props, ports);
  checkOrigination(at, props, ports);
  checkEgress(at, props, ports);
}

function checkHosts(at: Construct, { hosts, resolution, endpoints }: ExternalServiceProps): void {
  const wildcard = hosts.find(isWildcard);
  const whole = hosts.find((host) => !isWildcard(host));
  if (wildcard !== undefined && whole !== undefined && resolution === undefined && endpoints === undefined) {
    throw misuse({
      at,
      rule: 'whole names are looked up in DNS, which knows no wildcards, so that they can not share a ServiceEntry',
      received: [whole, wildcard],
      fix: 'make an ExternalService for the names and one for the wildcards',
    });
  }
}

function checkPolicies(at: Construct, props: ExternalServiceProps, ports: readonly ServicePort[]): void {
  const policies = (['timeout', 'retries', 'fault'] as const).filter((name) => props[name] !== undefined);
  if (policies.length > 0) {
    checkSeesRequests(at, ports, policies.join(', '));
  }
}

/** Throws unless proxies see requests on one of the ports. */
export function checkSeesRequests(at: Construct, ports: readonly ServicePort[], what: string): void {
  if (!ports.some(isHttp)) {
    throw misuse({
      at,
      rule: `proxies see no requests in TLS that applications begin, nor in TCP, so this would do nothing: ${what}`,
      received: ports.map(({ number, protocol }) => `${number} ${protocol ?? 'without protocol'}`),
      fix: 'have the application speak plain HTTP and add `tlsOrigination`, or give a port with protocol HTTP',
    });
  }
}

function checkAddresses(at: Construct, { addresses }: ExternalServiceProps, ports: readonly ServicePort[]): void {
  const opaque = ports.find((port) => !isHttp(port) && !isTls(port));
  if (opaque !== undefined && addresses === undefined) {
    throw misuse({
      at,
      rule: `traffic to port ${opaque.number} says no host, so that without addresses all traffic to that port would be taken`,
      received: opaque.protocol ?? 'no protocol',
      fix: 'give `addresses` ([] if proxies answer DNS), or a protocol such as HTTP or TLS',
    });
  }
}

function checkOrigination(at: Construct, props: ExternalServiceProps, ports: readonly ServicePort[]): void {
  const { tlsOrigination, trafficPolicy, egressGateway } = props;
  if (trafficPolicy?.tls !== undefined) {
    throw misuse({
      at,
      rule: 'TLS of the whole service would wrap TLS that applications begin a second time',
      received: 'trafficPolicy.tls',
      fix: 'use `tlsOrigination`, which knows the ports',
    });
  }
  if (tlsOrigination === undefined) {
    return;
  }
  if (ports.every(isTls)) {
    throw misuse({
      at,
      rule: 'applications begin TLS themselves on these ports; to begin it once more would wrap TLS in TLS',
      received: ports.map(({ number, protocol }) => `${number} ${protocol}`),
      fix: 'give the port that applications speak HTTP on, such as { number: 80, protocol: Protocol.HTTP }, or leave `ports` out',
    });
  }
  const unknown = ports.find(({ protocol }) => protocol === undefined);
  if (unknown !== undefined) {
    throw misuse({
      at,
      rule: 'what a port without a protocol carries may be TLS already, which would be wrapped a second time',
      received: unknown.number,
      fix: 'give it a protocol: HTTP, or TLS where applications begin it',
    });
  }
  if (trafficPolicy?.portLevelSettings !== undefined) {
    throw misuse({
      at,
      rule: 'tlsOrigination makes the port level settings itself',
      received: 'trafficPolicy.portLevelSettings',
      fix: 'give the policy for all ports, or make the DestinationRule yourself',
    });
  }
  if (tlsOrigination._secret !== undefined && egressGateway === undefined) {
    throw misuse({
      at,
      rule: 'sidecars do not read the Secret of a client certificate, and would send plain text',
      received: tlsOrigination._secret,
      fix: 'add `egressGateway`, or mount the files and use TlsOrigination.mutualFiles()',
    });
  }
}

function checkEgress(at: Construct, props: ExternalServiceProps, ports: readonly ServicePort[]): void {
  const { egressGateway, hosts } = props;
  if (egressGateway === undefined) {
    return;
  }
  const wildcard = hosts.find(isWildcard);
  if (wildcard !== undefined) {
    throw misuse({
      at,
      rule: 'an egress gateway has to look the host up, which a wildcard is none for',
      received: wildcard,
      fix: 'list the hosts, or leave `egressGateway` out',
    });
  }
  const opaque = ports.find((port) => !isHttp(port) && !isTls(port));
  if (opaque !== undefined) {
    throw misuse({
      at,
      rule: 'an egress gateway tells services apart by the host of HTTP or the server name of TLS',
      received: `${opaque.number} ${opaque.protocol ?? 'without protocol'}`,
      fix: 'give ports of HTTP and TLS only, or leave `egressGateway` out',
    });
  }
  const crowd = [ports.filter(isHttp), ports.filter(isTls)].find((alike) => alike.length > 1);
  if (crowd !== undefined) {
    throw misuse({
      at,
      rule: 'behind an egress gateway nobody can tell which of several like ports was meant',
      received: crowd.map(({ number }) => number),
      fix: 'make an ExternalService for each port, with a port of its own at the gateway',
    });
  }
  checkAudience(at, props);
}

function checkAudience(at: Construct, { egressGateway, exportTo, namespace: own }: ExternalServiceProps): void {
  const namespace = egressGateway?.workload.namespace;
  const ownNamespace = own ?? Chart.of(at).namespace;
  const seenBy = exportTo?.map(({ value }) => (value === '.' ? (ownNamespace ?? value) : value));
  if (seenBy !== undefined && !seenBy.includes('*') && !seenBy.includes(namespace ?? '*')) {
    throw misuse({
      at,
      rule: 'the egress gateway has to see the service too',
      received: seenBy,
      fix: `add ExportTo.namespace('${namespace}')`,
    });
  }
}

function isWildcard(host: string): boolean {
  return host.startsWith('*');
}
