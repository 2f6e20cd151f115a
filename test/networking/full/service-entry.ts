import { Chart } from 'cdk8s';
import { Protocol } from '../../../src/kernel/protocol';
import { ExportTo } from '../../../src/networking/export-to';
import { ServiceEntry } from '../../../src/networking/service-entry';
import { ServiceEntryLocation } from '../../../src/networking/service-entry-location';
import { ServiceEntryResolution } from '../../../src/networking/service-entry-resolution';

/** ServiceEntries that between them set every field and every enum value. */
export function build(chart: Chart): void {
  new ServiceEntry(chart, 'none', {
    hosts: ['none.example.com'],
    resolution: ServiceEntryResolution.NONE,
    location: ServiceEntryLocation.MESH_EXTERNAL,
    exportTo: [ExportTo.ownNamespace()],
  });
  new ServiceEntry(chart, 'static', {
    hosts: ['vm.example.com'],
    addresses: ['10.9.0.0/16'],
    ports: [{ number: 443, name: 'tls', protocol: Protocol.TLS, targetPort: 8443 }],
    location: ServiceEntryLocation.MESH_INTERNAL,
    resolution: ServiceEntryResolution.STATIC,
    endpoints: [
      {
        address: '10.9.1.1',
        ports: { tls: 9443 },
        labels: { app: 'vm' },
        network: 'far',
        locality: 'region/zone/rack',
        weight: 1,
        serviceAccount: 'vm',
      },
    ],
    subjectAltNames: ['vm.example.com'],
  });
  new ServiceEntry(chart, 'selected', {
    hosts: ['pods.example.com'],
    resolution: ServiceEntryResolution.STATIC,
    workloadSelector: { app: 'pods' },
  });
  new ServiceEntry(chart, 'dns', { hosts: ['dns.example.com'], resolution: ServiceEntryResolution.DNS });
  new ServiceEntry(chart, 'round-robin', {
    hosts: ['many.example.com'],
    resolution: ServiceEntryResolution.DNS_ROUND_ROBIN,
  });
  new ServiceEntry(chart, 'dynamic', { hosts: ['*.example.com'], resolution: ServiceEntryResolution.DYNAMIC_DNS });
}
