import { GATEWAY, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { isWildcard } from '../../../mesh/semantics/host-match';
import { resolveHost } from '../../../mesh/semantics/short-name';
import { VirtualServiceSpec } from '../../../mesh/wire/networking';
import { SERVICES } from '../../inputs';
import { allServersFor, bindingsOf } from './bindings';
import { virtualServicesMatchingBy } from './http-routes';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Matches for ports that nobody listens on. */
export const MATCH_OF_UNKNOWN_PORT: Rule = {
  code: 'CDI0206',
  name: 'MatchOfUnknownPort',
  severity: Severity.ERROR,
  summary: 'A match asks for a port on which no gateway and no service of the VirtualService listens.',
  explanation:
    '`port` in a match is the port of the server of the Gateway or, in the mesh, that of the Service which the client calls. It is neither the port of the pods nor that of the destination. For a port that none of them has the match never holds.',
  fix: 'Name the port that clients use, or leave it out.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMatchRequest',
  inputs: [VIRTUAL_SERVICE, GATEWAY, ...SERVICES],
  check: (mesh, report) => {
    for (const object of virtualServicesMatchingBy(mesh, 'port')) {
      const ports = asksForPort(object.spec) ? portsOf(mesh, object) : undefined;
      for (const kind of ports === undefined ? [] : (['http', 'tls', 'tcp'] as const)) {
        for (const [index, { match = [] }] of (object.spec[kind] ?? []).entries()) {
          for (const [at, { port = 0 }] of match.entries()) {
            if (port > 0 && ports?.has(port) === false) {
              const known = [...ports].sort((a, b) => a - b).join(', ');
              const message = `A match of ${object.title} asks for port ${port}, and its hosts are served on ${known}`;
              report({ object, path: ['spec', kind, index, 'match', at, 'port'], message });
            }
          }
        }
      }
    }
  },
};

function asksForPort({ http, tls, tcp }: VirtualServiceSpec): boolean {
  return [http, tls, tcp].some((routes) =>
    routes?.some(({ match }) => match?.some(({ port = 0 }) => port > 0) === true),
  );
}

/** All ports on which clients may call the hosts of a VirtualService; undefined where they are not all known. */
function portsOf(mesh: Mesh, object: MeshObject<VirtualServiceSpec>): ReadonlySet<number> | undefined {
  const { isMesh, isComplete } = bindingsOf(mesh, object);
  const ports = allServersFor(mesh, object).map(({ port }) => port.number);
  for (const host of isMesh ? (object.spec.hosts ?? []) : []) {
    const services = mesh.services.ofHost(resolveHost(host, object.namespace, mesh.config.domain));
    // At a gateway a host needs no service; in the mesh it has one that may not be among the manifests.
    if (isWildcard(host) || services.some(({ source }) => source.isAssumed) || services.length === 0) {
      return undefined;
    }
    ports.push(...services.flatMap((service) => service.ports.map(({ number }) => number)));
  }
  return isComplete && ports.length > 0 ? new Set(ports) : undefined;
}
