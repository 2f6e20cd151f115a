import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { delegationsOf } from './delegations';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Delegates that are VirtualServices of their own. */
export const DELEGATE_WITH_HOSTS: Rule = {
  code: 'CDI0232',
  name: 'DelegateWithHosts',
  severity: Severity.ERROR,
  summary: 'A route delegates to a VirtualService that has hosts.',
  explanation:
    'A delegate is a VirtualService without `hosts`. One with hosts is a root of its own: Istio does not find it as a delegate, leaves the route out and goes on with the next.',
  fix: 'Remove `hosts` and `gateways` from the delegate, or route to its destinations directly.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    for (const { object, path, target } of delegationsOf(mesh)) {
      if (target !== undefined && !target.isAssumed && (target.spec.hosts ?? []).length > 0) {
        const message = `${object.title} delegates to ${target.title}, which has hosts and so is no delegate`;
        report({ object, path, message, related: [{ object: target, path: ['spec', 'hosts'] }] });
      }
    }
  },
};
