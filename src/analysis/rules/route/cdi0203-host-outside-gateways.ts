import { GATEWAY, VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { serverHostsOf } from '../../../mesh/index/server-hosts';
import { bindingsOf } from './bindings';
import { virtualServiceGroupsOf } from './virtual-service-groups';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Hosts of VirtualServices that none of their Gateways has. */
export const HOST_OUTSIDE_GATEWAYS: Rule = {
  code: 'CDI0203',
  name: 'HostOutsideGateways',
  severity: Severity.WARNING,
  summary: 'None of the Gateways of a VirtualService serves one of its hosts, while they serve others.',
  explanation:
    'A gateway routes requests for a host only where a server has it. The VirtualService works for its other hosts, and for this one clients get 404, or a TLS handshake that fails. If none of the hosts is served, IST0132 says so.',
  fix: "Add the host to a server of a Gateway, or remove it here. A server's host may be limited to the VirtualServices of a namespace: `namespace/host`.",
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#VirtualService',
  inputs: [VIRTUAL_SERVICE, GATEWAY],
  check: (mesh, report) => {
    for (const object of virtualServiceGroupsOf(mesh).withSeveralHosts) {
      const { hosts = [] } = object.spec;
      const { gateways, isMesh, isComplete } = bindingsOf(mesh, object);
      const isServed = (host: string): boolean =>
        gateways.some((gateway) => mesh.deriveOf(gateway, serverHostsOf).taking(host, object.namespace).length > 0);
      const missing = isComplete && !isMesh ? hosts.filter((host) => !isServed(host)) : [];
      for (const host of missing.length < hosts.length ? missing : []) {
        const titles = gateways.map(({ title }) => title).join(', ');
        const message = `${object.title} has host ${host}, which no server of ${titles} takes`;
        report({
          object,
          path: ['spec', 'hosts', hosts.indexOf(host)],
          message,
          related: gateways.map((each) => ({ object: each })),
        });
      }
    }
  },
};
