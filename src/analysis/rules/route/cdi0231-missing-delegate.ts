import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { delegationsOf } from './delegations';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Delegates that are not there. */
export const MISSING_DELEGATE: Rule = {
  code: 'CDI0231',
  name: 'MissingDelegate',
  severity: Severity.ERROR,
  summary: 'A route delegates to a VirtualService that is not there.',
  explanation:
    'Istio leaves the route out and goes on with the next: requests fall through to a later route, which may be a catch-all to another service, or are answered with 404.',
  fix: 'Correct the name, or the namespace: without one it is that of the root. The delegate has to be a VirtualService without `hosts`.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const { object, delegate, path, target } of delegationsOf(mesh)) {
      if (target === undefined) {
        const message = `${object.title} delegates to VirtualService ${delegate.namespace}/${delegate.name}, which is not there`;
        report({ object, path, message });
      }
    }
  },
};
