import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { addTo } from '../../../mesh/lists';
import { MeshObject } from '../../../mesh/mesh-object';
import { byText } from '../../order';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Routes for the sidecars that a gateway's route passes by. */
export const INEFFECTIVE_INGRESS_RULES: Rule = {
  code: 'IST0140',
  name: 'IngressRouteRulesNotAffected',
  severity: Severity.WARNING,
  summary: 'A gateway routes to a host without a subset, while another VirtualService has subsets for that host.',
  explanation:
    "A gateway routes by the VirtualServices that are attached to it, once. It does not look at the destination's own VirtualService, which is for the sidecars: requests from outside are spread over all pods, whatever shares and subsets are set there.",
  fix: 'Name the subsets in the routes at the gateway too, or attach both to one VirtualService with the gateways and `mesh`.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0140/',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    const bySubsetHost = new Map<string, MeshObject[]>();
    for (const object of mesh.all(VIRTUAL_SERVICE)) {
      const { hosts = [], http } = object.spec;
      const hasSubsets = (host: string): boolean =>
        http?.some(({ route }) =>
          route?.some(({ destination: { host: other, subset = '' } }) => other === host && subset !== ''),
        ) === true;
      new Set(hosts.filter(hasSubsets)).forEach((host) => addTo(bySubsetHost, host, object));
    }
    for (const object of bySubsetHost.size === 0 ? [] : mesh.all(VIRTUAL_SERVICE)) {
      const { gateways = [], http = [] } = object.spec;
      for (const [index, { route = [] }] of (gateways.length === 0 ? [] : http).entries()) {
        for (const [at, { destination }] of route.entries()) {
          const others = (destination.subset ?? '') === '' ? (bySubsetHost.get(destination.host) ?? []) : [];
          if (others.length > 0) {
            const sorted = [...others].sort((a, b) => byText(a.key, b.key));
            report({
              object,
              path: ['spec', 'http', index, 'route', at, 'destination'],
              message: `${object.title} routes to all of ${destination.host} at a gateway, past the subsets that ${sorted.map(({ title }) => title).join(', ')} sets for it`,
              related: sorted.filter((other) => other !== object).map((other) => ({ object: other })),
            });
          }
        }
      }
    }
  },
};
