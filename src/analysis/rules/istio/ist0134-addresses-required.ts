import { CONFIG_MAP, SERVICE_ENTRY } from '../../../mesh/kinds';
import { listAt } from '../../../mesh/wire/json';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** ServiceEntries for TCP without an address. */
export const ADDRESSES_REQUIRED: Rule = {
  code: 'IST0134',
  name: 'ServiceEntryAddressesRequired',
  severity: Severity.WARNING,
  summary: 'A ServiceEntry has a TCP port, or one without a protocol, and no address.',
  explanation:
    'A TCP connection names no host, so a sidecar knows by its address alone which host is meant. Without one, the listener for the port takes all connections on it, whatever host they are for, unless the proxies give the host an address themselves by DNS capture.',
  fix: 'Give the ServiceEntry `addresses`, name the protocol of the port if it is HTTP or TLS, or have proxies allocate addresses (`PILOT_ENABLE_IP_AUTOALLOCATE` with `ISTIO_META_DNS_CAPTURE`).',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0134/',
  inputs: [CONFIG_MAP, SERVICE_ENTRY],
  check: (mesh, report) => {
    for (const object of mesh.config.allocatesAddresses ? [] : mesh.all(SERVICE_ENTRY)) {
      const { addresses, ports = [] } = object.spec;
      const isAllocated = listAt(object.manifest, 'status', 'addresses').length > 0;
      for (const [index, { number, protocol = '' }] of (addresses === undefined && !isAllocated && !object.isAssumed
        ? ports
        : []
      ).entries()) {
        if (['', 'TCP'].includes(protocol.toUpperCase())) {
          const as = protocol === '' ? 'has no protocol' : 'is TCP';
          report({
            object,
            path: ['spec', 'ports', index],
            message: `Port ${number} of ${object.title} ${as}, and its hosts have no address`,
          });
        }
      }
    }
  },
};
