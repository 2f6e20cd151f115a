import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { addTo } from '../../../mesh/lists';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { hostsOverlap, isWildcard } from '../../../mesh/semantics/host-match';
import { VirtualServiceSpec } from '../../../mesh/wire/networking';
import { byText } from '../../order';
import { virtualServiceGroupsOf } from '../route/virtual-service-groups';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

type Services = MeshObject<VirtualServiceSpec>[];

const EVERYWHERE = '*';

/** VirtualServices for the sidecars that claim the same host. */
export const CONFLICTING_MESH_HOSTS: Rule = {
  code: 'IST0109',
  name: 'ConflictingMeshGatewayVirtualServiceHosts',
  severity: Severity.ERROR,
  summary: 'Two VirtualServices for the sidecars have the same host.',
  explanation:
    'Unlike gateways, sidecars do not merge VirtualServices of one host: the oldest counts, and the routes of the others are ignored. Applied anew to another cluster, it may be another one.',
  fix: 'Merge the routes into one VirtualService, export each to other namespaces, or have a root VirtualService delegate to the others.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0109/',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    const byHost = claimsOf(mesh);
    const claims = new ClaimsEverywhere(byHost);
    const reported = new Set<MeshObject>();
    for (const key of [...byHost.keys()].sort(byText)) {
      const [scope, host] = splitKey(key);
      const own = byHost.get(key) ?? [];
      const everywhere = scope === EVERYWHERE ? [] : claims.overlapping(host);
      const all = [...new Set([...own, ...everywhere])].sort((a, b) => byText(a.key, b.key));
      for (const object of own.length + everywhere.length > 1 ? all : []) {
        const others = all.filter((other) => other !== object);
        if (!reported.has(object) && others.length > 0) {
          reported.add(object);
          report({
            object,
            path: ['spec', 'hosts'],
            message: `${object.title} has host ${host} for the sidecars, and so has ${others.map(({ title }) => title).join(', ')}`,
            related: others.map((other) => ({ object: other, path: ['spec', 'hosts'] })),
          });
        }
      }
    }
  },
};

/** The VirtualServices for the sidecars, by the namespaces that see them and each of their hosts. */
function claimsOf(mesh: Mesh): Map<string, Services> {
  const byHost = new Map<string, Services>();
  for (const object of virtualServiceGroupsOf(mesh).forMesh) {
    const { exportTo = [], hosts = [] } = object.spec;
    const isEverywhere = exportTo.length === 0 || exportTo.includes(EVERYWHERE);
    const scopes = isEverywhere ? [EVERYWHERE] : exportTo.map((scope) => (scope === '.' ? object.namespace : scope));
    for (const scope of new Set(scopes)) {
      hosts.forEach((host) => addTo(byHost, `${scope}/${fullName(host, object.namespace)}`, object));
    }
  }
  return byHost;
}

/** What is claimed for all namespaces; of most hosts only the same one and wildcards can overlap. */
class ClaimsEverywhere {
  private readonly hosts: readonly string[];
  private readonly wildcards: readonly string[];

  constructor(private readonly byHost: ReadonlyMap<string, Services>) {
    this.hosts = [...byHost.keys()].map(splitKey).flatMap(([scope, host]) => (scope === EVERYWHERE ? [host] : []));
    this.wildcards = this.hosts.filter(isWildcard);
  }

  public overlapping(host: string): Services {
    const candidates = isWildcard(host) ? this.hosts : [host, ...this.wildcards];
    return candidates
      .filter((other) => hostsOverlap(host, other))
      .flatMap((other) => this.byHost.get(`${EVERYWHERE}/${other}`) ?? []);
  }
}

function splitKey(key: string): [scope: string, host: string] {
  const slash = key.indexOf('/');
  return [key.slice(0, slash), key.slice(slash + 1)];
}

function fullName(host: string, namespace: string): string {
  return host.startsWith('*') || host.includes('.') ? host : `${host}.${namespace}.svc.cluster.local`;
}
