import { addTo, Repetitions } from '../../../mesh/lists';
import { serverHostsOf } from '../../../mesh/index/server-hosts';
import { GATEWAY, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { gatewayPodsOf, textOfSelector } from '../../../mesh/index/gateway-pods';
import { Mesh } from '../../../mesh/mesh';
import { isTlsServer, redirectsToHttps, routesOfServer } from '../../../mesh/semantics/gateway-server';
import { MeshObject } from '../../../mesh/mesh-object';
import { isCovered, matchesOf, takesAll } from '../../../mesh/semantics/http-match';
import { VirtualServiceSpec } from '../../../mesh/wire/networking';
import { SERVICES, WORKLOADS } from '../../inputs';
import { byText } from '../../order';
import { exportToOf, fullReference, gatewayOf, MESH } from './bindings';
import { describeRoute, httpRoutesOf, PlacedMatch } from './http-routes';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** VirtualServices of one host whose age decides what is routed where. */
export const OVERLAPPING_VIRTUAL_SERVICES: Rule = {
  code: 'CDI0202',
  name: 'OverlappingVirtualServices',
  severity: Severity.WARNING,
  summary: 'Two VirtualServices of one host on one port of a gateway have routes of which the older one is taken.',
  explanation:
    'A gateway joins the routes of all VirtualServices that have the same host, those of the older one first, and only routes that take everything go to the end. Without TLS, it does so for all Gateways that share a port of its pods; a server with TLS has routes of its own. Where a route of one takes requests of a route of the other, their age decides. Applied anew to another cluster, or deleted and made again, the younger one is another, and the same manifests route otherwise.',
  fix: 'Put the routes into one VirtualService in the order that is meant, or let a root VirtualService delegate to both.',
  docs: 'https://istio.io/latest/docs/ops/best-practices/traffic-management/#split-virtual-services',
  inputs: [GATEWAY, VIRTUAL_SERVICE, ...SERVICES, ...WORKLOADS],
  check: (mesh, report) => {
    const byClaim = new Map<string, PlacedMatch[]>();
    const reported = new Set<MeshObject>();
    const shared = sharedHosts(mesh.all(VIRTUAL_SERVICE));
    const isShared = (host: string): boolean => shared.has(host.toLowerCase());
    const all = shared.size === 0 ? [] : mesh.all(VIRTUAL_SERVICE);
    const objects = all.filter(({ spec }) => spec.hosts?.some(isShared) === true);
    for (const object of objects.sort((a, b) => byText(a.key, b.key))) {
      // What only some see is joined with the rest for some.
      const claim = exportToOf(mesh, object).includes('*') ? claimOf(object) : [];
      for (const host of claim.length === 0 ? [] : (object.spec.hosts ?? []).filter(isShared)) {
        for (const table of tablesOf(mesh, object, host)) {
          const key = `${table} ${host.toLowerCase()}`;
          const found = reported.has(object) ? undefined : conflictIn(byClaim.get(key) ?? [], claim);
          if (found !== undefined) {
            const [mine, other] = found;
            reported.add(object);
            const message = `Whether ${describeRoute(mine.placed)} of ${object.title} or ${describeRoute(other.placed)} of ${other.object.title} takes requests for ${host} depends on which of the two is older`;
            report({
              object,
              path: mine.placed.path,
              message,
              related: [{ object: other.object, path: other.placed.path }],
            });
          }
          claim.forEach((each) => addTo(byClaim, key, each));
        }
      }
    }
  },
};

/** The hosts that several VirtualServices have: of most there is one. */
function sharedHosts(objects: readonly MeshObject<VirtualServiceSpec>[]): ReadonlySet<string> {
  const all = new Repetitions<string>();
  for (const { spec } of objects) {
    const { hosts = [] } = spec;
    const own = hosts.map((each) => each.toLowerCase());
    (own.length === 1 ? own : new Set(own)).forEach((host: string) => all.add(host));
  }
  return all.repeated;
}

/** The tables of routes that a host of a VirtualService is in: servers with TLS have one each, those without share theirs by their port. */
function tablesOf(mesh: Mesh, object: MeshObject<VirtualServiceSpec>, host: string): ReadonlySet<string> {
  const pods = mesh.derive(gatewayPodsOf);
  const references = (object.spec.gateways ?? []).filter((each) => each !== MESH);
  return new Set(
    references.flatMap((reference) => {
      const gateway = gatewayOf(mesh, object, reference);
      const name = fullReference(object, reference);
      if (gateway === undefined || gateway.isAssumed) {
        return name;
      }
      const { selector = {}, servers = [] } = gateway.spec;
      return mesh
        .deriveOf(gateway, serverHostsOf)
        .taking(host, object.namespace)
        .flatMap((index) => {
          const server = servers[index];
          if (routesOfServer(server) !== 'http' || redirectsToHttps(server)) {
            return [];
          }
          const port = pods.listenPort(selector, server.port.number);
          return isTlsServer(server) ? `${name}[${index}]` : `${textOfSelector(selector)}:${port}:${server.bind ?? ''}`;
        });
    }),
  );
}

/** Of hosts with thousands of VirtualServices the first routes are compared. */
const ENOUGH = 200;

function claimOf(object: MeshObject<VirtualServiceSpec>): PlacedMatch[] {
  return httpRoutesOf(object)
    .filter(({ route }) => route.delegate === undefined)
    .flatMap((placed) => matchesOf(placed.route).map((match, at) => new PlacedMatch(placed, match, at)));
}

/** A route of the second list and one of the first, of which the one that comes first is taken. */
function conflictIn(
  known: readonly PlacedMatch[],
  claim: readonly PlacedMatch[],
): readonly [PlacedMatch, PlacedMatch] | undefined {
  for (const mine of claim) {
    const other = known.slice(0, ENOUGH).find((each) => decidesByAge(mine, each));
    if (other !== undefined) {
      return [mine, other];
    }
  }
  return undefined;
}

function decidesByAge(a: PlacedMatch, b: PlacedMatch): boolean {
  // What takes everything goes to the end, so only two of them compete.
  const isDecided = takesAll(a.match) !== takesAll(b.match);
  return (
    a.object !== b.object &&
    !isDecided &&
    (isCovered(a.match, b.match) || isCovered(b.match, a.match)) &&
    actionOf(a) !== actionOf(b)
  );
}

function actionOf({ placed: { route }, object }: PlacedMatch): string {
  // What undefined stands for is left out of the text.
  const action = JSON.stringify({ ...route, match: undefined, name: undefined });
  return `${action.includes('"host"') ? object.namespace : ''} ${action}`;
}
