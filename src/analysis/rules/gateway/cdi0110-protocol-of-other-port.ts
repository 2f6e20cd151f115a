import { GATEWAY } from '../../../mesh/kinds';
import { SERVICES, WORKLOADS } from '../../inputs';
import { gatewayPodsOf } from '../../../mesh/index/gateway-pods';
import { isTlsServer, routesOfServer } from '../../../mesh/semantics/gateway-server';
import { TextMap } from '../../../mesh/wire/json';
import { Server } from '../../../mesh/wire/networking';
import { serversOf } from './servers';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** HTTP on the port of HTTPS, and the other way round. */
export const PROTOCOL_OF_OTHER_PORT: Rule = {
  code: 'CDI0110',
  name: 'ProtocolOfOtherPort',
  severity: Severity.WARNING,
  summary: 'A server speaks plain HTTP on port 443, or TLS on port 80.',
  explanation:
    'Clients speak TLS on port 443 and plain HTTP on port 80 unless a URL says otherwise. A server that does the opposite answers the first bytes of a browser with an error of the protocol: `ERR_SSL_PROTOCOL_ERROR`, or a connection that is reset.',
  fix: 'Use port 80 for HTTP and port 443 for HTTPS with `tls` settings. Where a load balancer terminates TLS for port 443, suppress this with that as the reason.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/gateway/#Port',
  inputs: [GATEWAY, ...WORKLOADS, ...SERVICES],
  check: (mesh, report) => {
    const pods = mesh.derive(gatewayPodsOf);
    const isTerminatedBefore = (selector: TextMap): boolean =>
      pods.services(selector).some(({ source }) => terminatesTls(source.annotations));
    for (const { object, server, path, selector } of serversOf(mesh)) {
      const { number, protocol } = server.port;
      const isPlainHttp = (): boolean => !isTlsServer(server) && routesOfServer(server) === 'http';
      if (
        (number === 443 && isPlainHttp() && !isTerminatedBefore(selector)) ||
        (number === 80 && isTlsServer(server) && !isForSidecars(server))
      ) {
        const expected = number === 443 ? 'TLS' : 'plain HTTP';
        const message = `${object.title} speaks ${protocol} on port ${number}, where clients speak ${expected}`;
        report({ object, path: [...path, 'port'], message });
      }
    }
  },
};

/** Clients that are sidecars speak Istio's TLS on any port: that is how an egress gateway is reached. */
function isForSidecars({ tls }: Server): boolean {
  return tls?.mode === 'ISTIO_MUTUAL';
}

/** Clouds are told by annotations of the Service to terminate TLS in front of it. */
function terminatesTls(annotations: TextMap): boolean {
  return Object.keys(annotations).some((name) => /ssl|tls|cert|backend-protocol/i.test(name));
}
