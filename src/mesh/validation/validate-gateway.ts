import { MeshObject } from '../mesh-object';
import { GatewaySpec, Port, Server } from '../wire/networking';
import { faultOfIpAddress, faultOfUnixPath, unixPathOf } from './checks/addresses';
import { checkGatewayHost } from './checks/hosts';
import { isDnsLabel } from './checks/labels';
import { faultOfPort, isHttp, isProtocol, isTls } from './checks/ports';
import { checkServerTls, isPassthrough } from './checks/server-tls';
import { Decoded } from './decode';
import { Faults } from './validation-fault';

/** Set by Istio on what it makes of a Gateway of the Gateway API. */
const SEMANTICS = 'internal.istio.io/gateway-semantics';

/** Checks a Gateway as Istio does. */
export function validateGateway({ servers = [] }: Decoded<GatewaySpec>, object: MeshObject, faults: Faults): void {
  const isConverted = object.annotations[SEMANTICS] === 'gateway';
  if (!isConverted && !isDnsLabel(object.name)) {
    faults.at().error(`"${object.name}" can't be the name of a Gateway, which is one label without dots`);
  }
  if (servers.length === 0) {
    faults.error('a Gateway needs a server', 'servers');
  }
  const names = new Set<string>();
  faults.each('servers', servers, (server, place) => {
    checkServer(server, isConverted, place);
    if (server.port !== undefined) {
      const { name = '', protocol } = server.port;
      if (names.has(name)) {
        place.error(`the name of the port, "${name}", is that of another server`, 'port', 'name');
      }
      names.add(name);
      if (server.tls?.httpsRedirect === true && !isHttp(protocol)) {
        place.warning('only a server of plain HTTP can redirect to HTTPS', 'tls', 'httpsRedirect');
      }
    }
  });
}

function checkServer(server: Decoded<Server>, isConverted: boolean, faults: Faults): void {
  const { hosts = [], port, bind = '', tls } = server;
  if (hosts.length === 0) {
    faults.error('a server needs a host', 'hosts');
  }
  faults.each('hosts', hosts, (host, place) => checkGatewayHost(host, isConverted, place));
  const before = faults.found.length;
  checkServerPort(port, bind, faults.at('port'));
  const isPortFine = faults.found.length === before;
  checkBind(port, bind, faults);
  faults.field('tls', tls, checkServerTls);
  if (isPortFine) {
    checkTlsOfProtocol(server, faults);
  }
}

function checkServerPort(port: Decoded<Port> | undefined, bind: string, faults: Faults): void {
  if (port === undefined) {
    faults.error('a server needs a port');
    return;
  }
  const { name = '', number = 0, protocol = '', targetPort = 0 } = port;
  if (!isProtocol(protocol)) {
    faults.error(`"${protocol}" is no protocol that Istio knows`, 'protocol');
  }
  if (number > 0 || unixPathOf(bind) === undefined) {
    faults.error(faultOfPort(number), 'number');
  }
  if (targetPort > 0) {
    faults.error('targetPort means nothing on a Gateway', 'targetPort');
  }
  if (name === '') {
    faults.error('the port of a server needs a name', 'name');
  }
}

function checkBind(port: Decoded<Port> | undefined, bind: string, faults: Faults): void {
  const path = unixPathOf(bind);
  if (path !== undefined) {
    faults.error(faultOfUnixPath(path), 'bind');
    if ((port?.number ?? 0) !== 0) {
      faults.error('a Unix domain socket has the port 0', 'port', 'number');
    }
  } else if (bind !== '') {
    faults.error(faultOfIpAddress(bind), 'bind');
  }
}

/** Whether there are TLS settings is up to the protocol. */
function checkTlsOfProtocol({ port, tls }: Decoded<Server>, faults: Faults): void {
  const protocol = port?.protocol;
  if (isTls(protocol)) {
    if (tls === undefined) {
      faults.error(`a server of ${protocol ?? ''} needs TLS settings`, 'tls');
    }
    return;
  }
  if (tls === undefined) {
    return;
  }
  const hasFiles = [tls.caCertificates, tls.privateKey, tls.serverCertificate].some((file = '') => file !== '');
  if (!isHttp(protocol)) {
    faults.error(`a server of ${protocol ?? ''} takes no TLS settings`, 'tls');
  } else if (!isPassthrough(tls) || hasFiles) {
    faults.error('a server of plain HTTP can redirect to HTTPS, but takes no other TLS settings', 'tls');
  }
}
