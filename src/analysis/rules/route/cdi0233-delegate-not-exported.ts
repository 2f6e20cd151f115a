import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { isExportedTo } from '../../../mesh/semantics/export-to';
import { MESH_CONFIG } from '../../inputs';
import { exportToOf } from './bindings';
import { delegationsOf } from './delegations';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Delegates that the namespace of their root does not see. */
export const DELEGATE_NOT_EXPORTED: Rule = {
  code: 'CDI0233',
  name: 'DelegateNotExported',
  severity: Severity.ERROR,
  summary: 'A delegate is not exported to the namespace of the VirtualService that delegates to it.',
  explanation:
    'Istio leaves the route out and goes on with the next: requests fall through to a later route, or are answered with 404. What counts is the namespace of the root VirtualService, not that of the gateway.',
  fix: 'Add the namespace of the root to `exportTo` of the delegate, or leave `exportTo` out.',
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate',
  inputs: [VIRTUAL_SERVICE, ...MESH_CONFIG],
  check: (mesh, report) => {
    for (const { object, path, target } of delegationsOf(mesh)) {
      const exportTo = target === undefined || target.isAssumed ? ['*'] : exportToOf(mesh, target);
      const isDelegate = (target?.spec.hosts ?? []).length === 0;
      if (target !== undefined && isDelegate && !isExportedTo(exportTo, target.namespace, object.namespace)) {
        const message = `${object.title} delegates to ${target.title}, which is exported to ${exportTo.join(', ')} only`;
        report({ object, path, message, related: [{ object: target, path: ['spec', 'exportTo'] }] });
      }
    }
  },
};
