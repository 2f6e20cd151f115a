import { DESTINATION_RULE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { Namespaced } from '../../../mesh/namespaced';
import { MeshObject } from '../../../mesh/mesh-object';
import { DestinationRuleSpec } from '../../../mesh/wire/networking';
import { Report } from '../../rule';
import { allDestinations } from '../route/destinations';
import { knownHostsOf, serviceMeantBy } from './known-hosts';

/** Hosts, ports and subsets that routes lead to and that are not there. */
export function checkDestinations(mesh: Mesh, report: Report): void {
  const hosts = knownHostsOf(mesh);
  const subsets = new Subsets(mesh.all(DESTINATION_RULE));
  for (const placed of allDestinations(mesh)) {
    const { object, destination } = placed;
    const { namespace, spec } = object;
    const { host, port, subset = '' } = destination;
    const known = hosts.find(namespace, spec.exportTo ?? [], host);
    const number = port?.number;
    if (known === undefined) {
      report({
        object,
        path: [...placed.path, 'host'],
        message: `${object.title} routes to ${host}, which is no Service and no host of a ServiceEntry`,
      });
      continue;
    }
    if (number !== undefined && !known.source.isAssumed && !known.ports.includes(number)) {
      const ports = known.ports.length === 0 ? 'has no ports' : `has ${known.ports.join(', ')}`;
      report({
        object,
        path: [...placed.path, 'port', 'number'],
        message: `${object.title} routes to port ${number} of ${host}, which ${ports}`,
        related: [{ object: known.source, path: ['spec', 'ports'] }],
      });
    }
    if (subset !== '' && !subsets.has(host, namespace, subset)) {
      report({
        object,
        path: [...placed.path, 'subset'],
        message: `${object.title} routes to subset ${subset} of ${host}, which no DestinationRule has`,
      });
    }
  }
}

/** The subsets of DestinationRules, by the Services that these are for. */
class Subsets {
  private readonly byService = new Namespaced<Set<string>>();

  constructor(rules: readonly MeshObject<DestinationRuleSpec>[]) {
    for (const { spec, namespace } of rules) {
      // A rule without a spec is for no host.
      const service = serviceMeantBy(spec.host ?? '', namespace);
      const subsets = this.byService.get(service.namespace, service.name) ?? new Set();
      spec.subsets?.forEach(({ name }) => subsets.add(name));
      this.byService.set(service.namespace, service.name, subsets);
    }
  }

  public has(host: string, namespace: string, subset: string): boolean {
    const service = serviceMeantBy(host, namespace);
    return this.byService.get(service.namespace, service.name)?.has(subset) === true;
  }
}
