import { SERVICE } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { unnamedPorts } from './port-names';

/** Ports whose names tell no protocol. */
export const PORT_NAME: Rule = {
  code: 'IST0118',
  name: 'PortNameIsNotUnderNamingConvention',
  severity: Severity.INFO,
  summary: "A Service's port tells Istio no protocol.",
  explanation:
    'Istio takes the protocol of a port from its `appProtocol`, or from its name: `http`, `http-admin`, `grpc`. Otherwise Envoy sniffs the first bytes, which works for HTTP only, delays protocols in which the server speaks first, and gives routes and policies for HTTP nothing to hold on to until then.',
  fix: 'Set `appProtocol`, or begin the name with a protocol that Istio knows.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0118/',
  inputs: [SERVICE],
  check: (mesh, report) => {
    for (const { service, number, name, path } of unnamedPorts(mesh).filter(({ isExternalName }) => !isExternalName)) {
      const called = name === '' ? 'has no name' : `is called ${name}`;
      report({
        object: service,
        path,
        message: `Port ${number} of ${service.title} ${called}, which tells no protocol`,
      });
    }
  },
};
