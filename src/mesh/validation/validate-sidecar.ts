import { MeshObject } from '../mesh-object';
import {
  IstioEgressListener,
  IstioIngressListener,
  OutboundTrafficPolicy,
  SidecarPort,
  SidecarSpec,
} from '../wire/networking';
import { faultOfIpAddress, faultOfUnixPath, unixPathOf } from './checks/addresses';
import { checkConnectionPool } from './checks/connection-pool';
import { checkDestination } from './checks/destinations';
import { checkEgressHost, faultOfDomain } from './checks/hosts';
import { faultOfPort, faultOfPortName, faultOfProtocol, isHttp, isTls } from './checks/ports';
import { checkWorkloadSelector } from './checks/selectors';
import { checkServerTls } from './checks/server-tls';
import { parseGoInteger } from './checks/text';
import { Decoded } from './decode';
import { Faults } from './validation-fault';

const LOCAL: ReadonlySet<string> = new Set(['', '127.0.0.1', '0.0.0.0', '::1', '::']);
const NOT_IN_INGRESS = ['subjectAltNames', 'credentialName', 'credentialNames', 'tlsCertificates'] as const;

/** Checks a Sidecar as Istio does. */
export function validateSidecar(spec: Decoded<SidecarSpec>, { namespace }: MeshObject, faults: Faults): void {
  const { ingress = [], egress = [], outboundTrafficPolicy, inboundConnectionPool } = spec;
  const isEmpty =
    ingress.length + egress.length === 0 && outboundTrafficPolicy === undefined && inboundConnectionPool === undefined;
  const selector = isEmpty ? faults.errorsOnly : faults;
  if (!checkWorkloadSelector(spec.workloadSelector, selector.at('workloadSelector'))) {
    return;
  }
  if (isEmpty) {
    faults.error('a Sidecar needs a setting');
    return;
  }
  checkIngress(ingress, faults);
  faults.field('inboundConnectionPool', inboundConnectionPool, checkConnectionPool);
  checkEgress(egress, namespace, faults);
  faults.field('outboundTrafficPolicy', outboundTrafficPolicy, checkOutbound);
}

function checkIngress(listeners: readonly Decoded<IstioIngressListener>[], faults: Faults): void {
  const numbers = new Set<number>();
  faults.each('ingress', listeners, (listener, place) => {
    const { port, defaultEndpoint = '' } = listener;
    if (port === undefined) {
      place.error('an ingress listener needs a port', 'port');
      return;
    }
    checkPort(port, place.at('port'));
    checkIpListener(port, listener.bind, place);
    checkUnique(port.number ?? 0, numbers, place.at('port', 'number'));
    if (defaultEndpoint !== '') {
      checkDefaultEndpoint(defaultEndpoint, place.at('defaultEndpoint'));
    }
    checkIngressTls(listener, place);
    place.field('connectionPool', listener.connectionPool, checkConnectionPool);
    if (listener.connectionPool?.http !== undefined && !isHttp(port.protocol)) {
      place.warning('the port is none of HTTP, so that settings of HTTP are ignored', 'connectionPool', 'http');
    }
  });
}

function checkPort({ name = '', targetPort = 0, protocol }: Decoded<SidecarPort>, faults: Faults): void {
  faults.error(targetPort > 0 ? 'targetPort means nothing on a Sidecar' : undefined, 'targetPort');
  faults.error(name === '' ? undefined : faultOfPortName(name), 'name');
  faults.error(faultOfProtocol(protocol), 'protocol');
}

function checkIpListener({ number }: Decoded<SidecarPort>, bind = '', faults: Faults): void {
  faults.error(faultOfPort(number), 'port', 'number');
  faults.error(bind === '' ? undefined : faultOfIpAddress(bind), 'bind');
}

function checkUnique(number: number, numbers: Set<number>, faults: Faults): void {
  if (numbers.has(number)) {
    faults.error(`there is another listener on the port ${number}`);
  }
  numbers.add(number);
}

/** Checks where requests go inside a pod: `127.0.0.1:80`, `[::1]:80`, `:80` or `unix://path`. */
function checkDefaultEndpoint(endpoint: string, faults: Faults): void {
  const path = unixPathOf(endpoint);
  if (path !== undefined) {
    faults.error(faultOfUnixPath(path));
    return;
  }
  const [whole, bracketed, plain, port = ''] = /^(?:\[([^[\]]*)\]|([^:[\]]*)):([^:[\]]*)$/s.exec(endpoint) ?? [];
  if (whole === undefined) {
    faults.error(`"${endpoint}" has no port, or several`);
  }
  const host = bracketed ?? plain ?? '';
  if (!LOCAL.has(host)) {
    faults.error(`"${host}" is none of the addresses of the pod itself: 127.0.0.1, 0.0.0.0, [::1], [::]`);
  }
  const number = parseGoInteger(port);
  faults.error(number === undefined ? `"${port}" is no number of a port` : faultOfPort(number));
}

function checkIngressTls({ tls, port = {} }: Decoded<IstioIngressListener>, faults: Faults): void {
  if (tls === undefined) {
    return;
  }
  const place = faults.at('tls');
  for (const field of NOT_IN_INGRESS) {
    if ((tls[field] ?? '').length > 0) {
      place.error(`a Sidecar takes no ${field}`, field);
    }
  }
  if (tls.httpsRedirect === true) {
    place.error('a Sidecar does not redirect to HTTPS', 'httpsRedirect');
  }
  if (tls.mode === 'ISTIO_MUTUAL' || tls.mode === 'AUTO_PASSTHROUGH') {
    place.error(`a Sidecar takes no ${tls.mode}`, 'mode');
  }
  if (!isTls(port.protocol)) {
    place.error(`a port of ${port.protocol ?? ''} takes no TLS settings`);
  }
  checkServerTls(tls, place);
}

function checkEgress(listeners: readonly Decoded<IstioEgressListener>[], namespace: string, faults: Faults): void {
  const [numbers, sockets] = [new Set<number>(), new Set<string>()];
  faults.each('egress', listeners, (listener, place, index) => {
    const { port, bind = '', hosts = [] } = listener;
    if (port === undefined) {
      if (index < listeners.length - 1) {
        place.error('a listener without a port is the last one', 'port');
      }
    } else {
      checkPort(port, place.at('port'));
      if ((port.number ?? 0) === 0) {
        checkSocket(listener, place);
        if (sockets.has(bind)) {
          place.error(`there is another listener on ${bind}`, 'bind');
        }
        sockets.add(bind);
      } else {
        checkIpListener(port, bind, place);
        checkUnique(port.number ?? 0, numbers, place.at('port', 'number'));
      }
    }
    if (hosts.length === 0) {
      place.error('an egress listener needs a host', 'hosts');
    }
    place.each('hosts', hosts, checkEgressHost);
    if (hosts.length > 1) {
      warnOfDuplicates(hosts, namespace, place.at('hosts'));
    }
  });
}

/** A listener without a number of a port is one on a Unix domain socket. */
function checkSocket({ bind = '', captureMode = 'DEFAULT' }: Decoded<IstioEgressListener>, faults: Faults): void {
  const path = unixPathOf(bind);
  faults.error(path === undefined ? 'the port 0 needs a Unix domain socket in bind' : faultOfUnixPath(path), 'bind');
  if (captureMode !== 'DEFAULT' && captureMode !== 'NONE') {
    faults.error(`a Unix domain socket captures nothing, so that ${captureMode} means nothing`, 'captureMode');
  }
}

function warnOfDuplicates(hosts: readonly string[], own: string, faults: Faults): void {
  const byNamespace = new Map<string, Set<string>>();
  hosts.forEach((host, index) => {
    const slash = host.indexOf('/');
    if (slash < 0 || host.startsWith('~')) {
      return;
    }
    const [owner, name] = [host.slice(0, slash), host.slice(slash + 1)];
    const names = byNamespace.get(owner === '.' ? own : owner) ?? new Set<string>();
    byNamespace.set(owner === '.' ? own : owner, names);
    if (name === '*' ? names.size > 0 : names.has(name) || names.has('*')) {
      faults.warning(`${host} is covered by other hosts of the listener`, index);
    }
    names.add(name);
  });
  if (byNamespace.get('*')?.has('*') === true && byNamespace.size > 1) {
    faults.warning('*/* covers all other hosts of the listener');
  }
}

function checkOutbound({ mode = 'REGISTRY_ONLY', egressProxy }: Decoded<OutboundTrafficPolicy>, faults: Faults): void {
  if (egressProxy === undefined) {
    return;
  }
  if (mode !== 'ALLOW_ANY') {
    faults.error('an egressProxy is for what is not in the registry, which only ALLOW_ANY lets out', 'egressProxy');
    return;
  }
  const place = faults.at('egressProxy');
  place.error(faultOfDomain(egressProxy.host ?? ''), 'host');
  if (egressProxy.port === undefined) {
    place.error('an egressProxy needs a port', 'port');
    return;
  }
  checkDestination(egressProxy, place);
}
