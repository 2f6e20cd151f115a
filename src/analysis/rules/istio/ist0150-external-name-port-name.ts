import { SERVICE } from '../../../mesh/kinds';
import { Rule } from '../../rule';
import { Severity } from '../../severity';
import { unnamedPorts } from './port-names';

/** Ports of ExternalName Services that tell no protocol. */
export const EXTERNAL_NAME_PORT_NAME: Rule = {
  code: 'IST0150',
  name: 'ExternalNameServiceTypeInvalidPortName',
  severity: Severity.WARNING,
  summary: 'A port of a Service of type ExternalName is TCP, or tells no protocol.',
  explanation:
    'A Service of type ExternalName has no address of its own. A TCP listener for such a port takes connections of any address on it, so traffic that was meant for other hosts may be stopped there.',
  fix: 'Name the port after the protocol that it speaks, such as `https`, or use a ServiceEntry.',
  docs: 'https://istio.io/latest/docs/reference/config/analysis/ist0150/',
  inputs: [SERVICE],
  check: (mesh, report) => {
    for (const { service, number, name, path } of unnamedPorts(mesh).filter(({ isExternalName }) => isExternalName)) {
      const called = name === '' ? 'has no name' : `is called ${name}`;
      report({
        object: service,
        path,
        message: `Port ${number} of ${service.title}, which is another name for a host, ${called}`,
      });
    }
  },
};
