import { Protocol } from '../../../kernel/protocol';
import { RegisteredService } from '../../../mesh/index/services';
import { addTo } from '../../../mesh/lists';
import { SERVICES } from '../../inputs';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { areSeenTogether, externalServices } from './service-entries';

/** Protocols in which a connection says nothing of the host that it is for. */
const NAMELESS: ReadonlySet<Protocol | undefined> = new Set([
  Protocol.TCP,
  Protocol.MONGO,
  Protocol.MYSQL,
  Protocol.REDIS,
]);

/** ServiceEntries of different hosts that nothing tells apart. */
export const OVERLAPPING_ADDRESSES: Rule = {
  code: 'CDI0405',
  name: 'OverlappingAddresses',
  severity: Severity.WARNING,
  summary: 'Two ServiceEntries for different hosts have the same address and TCP port.',
  explanation:
    'A TCP connection says to which address and port it goes, and no more. Where two hosts share both, a proxy has one listener for them, so all connections go to the one of them that was created first; policies and routes of the other never apply.',
  fix: 'Give the hosts addresses of their own, or make one ServiceEntry of them.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-addresses',
  inputs: SERVICES,
  check: (mesh, report) => {
    const listeners = new Map<string, RegisteredService[]>();
    for (const service of externalServices(mesh)) {
      const ports = service.ports.filter(({ protocol }) => NAMELESS.has(protocol));
      for (const address of service.addresses) {
        ports.forEach(({ number }) => addTo(listeners, `${address} port ${number}`, service));
      }
    }
    const reported = new Set<RegisteredService>();
    for (const [listener, services] of [...listeners].sort()) {
      services.forEach((service, index) => {
        const other = services
          .slice(0, index)
          .find(
            (each) =>
              each.hostname !== service.hostname && each.source !== service.source && areSeenTogether(each, service),
          );
        if (other !== undefined && !reported.has(service)) {
          reported.add(service);
          const message = `${service.hostname} and ${other.hostname} share ${listener}, so connections there go to one of them`;
          report({ object: service.source, path: ['spec', 'addresses'], message, related: [{ object: other.source }] });
        }
      });
    }
  },
};
