import { SERVICE_ENTRY } from '../../../mesh/kinds';
import { addTo } from '../../../mesh/lists';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { ServiceEntrySpec } from '../../../mesh/wire/networking';
import { byText } from '../../order';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

interface EntryPort {
  readonly object: MeshObject<ServiceEntrySpec>;
  readonly protocol: string;
}

const EVERYWHERE = '*';

/** ServiceEntries that have one port of one host in different protocols. */
export const CONFLICTING_ENTRY_PROTOCOLS: Rule = {
  code: 'IST0177',
  name: 'ConflictingServiceEntryProtocol',
  severity: Severity.WARNING,
  summary: 'Two ServiceEntries have the same host and port with different protocols.',
  explanation:
    'istiod merges what several ServiceEntries say of a host. Where they say different protocols for one port, one of them counts, and which it is depends on the order in which they were created.',
  fix: 'Let one ServiceEntry describe the port, or have them agree.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/service-entry/#ServicePort',
  inputs: [SERVICE_ENTRY],
  check: (mesh, report) => {
    const byPort = entryPorts(mesh);
    const reported = new Set<MeshObject>();
    for (const key of [...byPort.keys()].sort(byText)) {
      const [scope, host, port] = key.split(' ');
      const everywhere = scope === EVERYWHERE ? [] : (byPort.get(`${EVERYWHERE} ${host} ${port}`) ?? []);
      const entries = [...(byPort.get(key) ?? []), ...everywhere];
      const protocols = [...new Set(entries.map(({ protocol }) => protocol))].sort(byText);
      const objects = [...new Set(entries.map(({ object }) => object))].sort((a, b) => byText(a.key, b.key));
      for (const object of protocols.length < 2 ? [] : objects) {
        if (!reported.has(object)) {
          reported.add(object);
          const others = objects.filter((other) => other !== object);
          report({
            object,
            path: ['spec', 'ports'],
            message: `Port ${port} of ${host} is ${protocols.map((each) => each || 'without a protocol').join(' and ')} in ${objects.map(({ title }) => title).join(', ')}`,
            related: others.map((other) => ({ object: other, path: ['spec', 'ports'] })),
          });
        }
      }
    }
  },
};

function entryPorts(mesh: Mesh): Map<string, EntryPort[]> {
  const byPort = new Map<string, EntryPort[]>();
  for (const object of mesh.all(SERVICE_ENTRY)) {
    const { exportTo = [], hosts, ports = [] } = object.spec;
    const isEverywhere = exportTo.length === 0 || exportTo.includes(EVERYWHERE);
    const scopes = isEverywhere ? [EVERYWHERE] : exportTo.map((scope) => (scope === '.' ? object.namespace : scope));
    for (const scope of new Set(scopes)) {
      for (const host of hosts) {
        ports.forEach(({ number, protocol = '' }) =>
          addTo(byPort, `${scope} ${host} ${number}`, { object, protocol: protocol.toUpperCase() }),
        );
      }
    }
  }
  return byPort;
}
