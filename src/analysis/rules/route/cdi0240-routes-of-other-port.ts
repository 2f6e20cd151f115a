import { carriesHttp, Protocol } from '../../../kernel/protocol';
import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { resolveHost } from '../../../mesh/semantics/short-name';
import { SERVICES } from '../../inputs';
import { MESH } from './bindings';
import { virtualServiceGroupsOf } from './virtual-service-groups';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Routes of a kind that the ports of their host do not take. */
export const ROUTES_OF_OTHER_PORT: Rule = {
  code: 'CDI0240',
  name: 'RoutesOfOtherPort',
  severity: Severity.ERROR,
  summary: 'A VirtualService for the sidecars has routes of a kind that no port of its host takes.',
  explanation:
    'A sidecar routes by what the port of the Service declares: `http` routes count on ports for HTTP and on those whose protocol Istio finds out, `tcp` and `tls` routes on all others. On a port that is named `tcp-...`, `tls-...` or after a database, `http` routes with their retries, timeouts and headers have no effect.',
  fix: 'Name the port after what it speaks (`http-web`, `grpc-api`), or set `appProtocol`; or use the kind of routes that it takes.',
  docs: 'https://istio.io/latest/docs/ops/configuration/traffic-management/protocol-selection/',
  inputs: [VIRTUAL_SERVICE, ...SERVICES],
  check: (mesh, report) => {
    for (const object of virtualServiceGroupsOf(mesh).forMesh) {
      const { hosts = [], gateways = [] } = object.spec;
      if (!gateways.every((each) => each === MESH)) {
        continue;
      }
      const services = hosts.map((host) =>
        mesh.services.ofHost(resolveHost(host, object.namespace, mesh.config.domain)),
      );
      const ports = services.flat().flatMap((service) => service.ports);
      const isKnown = services.every((found) =>
        found.some(({ source, resolution }) => !source.isAssumed && resolution !== 'ALIAS'),
      );
      for (const kind of isKnown && ports.length > 0 ? (['http', 'tls', 'tcp'] as const) : []) {
        if ((object.spec[kind] ?? []).length > 0 && !ports.some(({ protocol }) => takes(kind, protocol))) {
          const found = ports.map(({ number, protocol }) => `${number} (${protocol ?? ''})`).join(', ');
          const message = `The ${kind} routes of ${object.title} are ignored: ${hosts.join(', ')} has port ${found}`;
          report({
            object,
            path: ['spec', kind],
            message,
            related: services.flat().map(({ source }) => ({ object: source })),
          });
        }
      }
    }
  },
};

/** Whether a port of a protocol takes routes of a kind; one whose protocol is found out takes all. */
function takes(kind: 'http' | 'tls' | 'tcp', protocol: Protocol | undefined): boolean {
  return protocol === undefined || carriesHttp(protocol) === (kind === 'http');
}
