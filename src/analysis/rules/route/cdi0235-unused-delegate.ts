import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { delegationsOf } from './delegations';
import { virtualServiceGroupsOf } from './virtual-service-groups';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Delegates that nobody delegates to. */
export const UNUSED_DELEGATE: Rule = {
  code: 'CDI0235',
  name: 'UnusedDelegate',
  severity: Severity.INFO,
  summary: 'A VirtualService has no hosts, and none delegates to it.',
  explanation:
    'A VirtualService without `hosts` is a delegate: it has an effect only where a route of another one names it. Alone it does nothing, and nobody says so.',
  fix: 'Give it `hosts`, or name it in `delegate` of a route; remove it if it is not needed any more.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    const delegations = delegationsOf(mesh);
    // Delegates of one app are mostly for the routes of another.
    if (mesh.isPartial && delegations.length === 0) {
      return;
    }
    const used = new Set(delegations.map(({ target }) => target));
    for (const object of virtualServiceGroupsOf(mesh).delegates) {
      if (!object.isAssumed && !used.has(object)) {
        const message = `${object.title} has no hosts, and no VirtualService delegates to it`;
        report({ object, path: ['spec', 'hosts'], message });
      }
    }
  },
};
