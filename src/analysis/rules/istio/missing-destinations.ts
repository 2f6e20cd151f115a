import { DESTINATION_RULE } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { Report } from '../../rule';
import { allDestinations } from '../route/destinations';
import { knownHostsOf, serviceNameOf } from './known-hosts';

/** Hosts, ports and subsets that routes lead to and that are not there. */
export function checkDestinations(mesh: Mesh, report: Report): void {
  const hosts = knownHostsOf(mesh);
  const subsets = subsetsOf(mesh);
  for (const { object, destination, path } of allDestinations(mesh)) {
    const { namespace, spec } = object;
    const { host, port, subset = '' } = destination;
    const known = hosts.find(namespace, spec.exportTo ?? [], host);
    const number = port?.number;
    if (known === undefined) {
      report({
        object,
        path: [...path, 'host'],
        message: `${object.title} routes to ${host}, which is no Service and no host of a ServiceEntry`,
      });
      continue;
    }
    if (number !== undefined && !known.source.isAssumed && !known.ports.includes(number)) {
      const ports = known.ports.length === 0 ? 'has no ports' : `has ${known.ports.join(', ')}`;
      report({
        object,
        path: [...path, 'port', 'number'],
        message: `${object.title} routes to port ${number} of ${host}, which ${ports}`,
        related: [{ object: known.source, path: ['spec', 'ports'] }],
      });
    }
    if (subset !== '' && !subsets.has(`${serviceNameOf(host, namespace)}/${subset}`)) {
      report({
        object,
        path: [...path, 'subset'],
        message: `${object.title} routes to subset ${subset} of ${host}, which no DestinationRule has`,
      });
    }
  }
}

function subsetsOf(mesh: Mesh): ReadonlySet<string> {
  return new Set(
    mesh
      .all(DESTINATION_RULE)
      .flatMap(({ spec, namespace }) =>
        (spec.subsets ?? []).map(({ name }) => `${serviceNameOf(spec.host, namespace)}/${name}`),
      ),
  );
}
