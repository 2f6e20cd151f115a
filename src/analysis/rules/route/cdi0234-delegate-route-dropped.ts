import { VIRTUAL_SERVICE } from '../../../mesh/kinds';
import { MeshObject } from '../../../mesh/mesh-object';
import { delegatedRoute } from '../../../mesh/semantics/delegation';
import { VirtualServiceSpec } from '../../../mesh/wire/networking';
import { Delegation, delegationsOf } from './delegations';
import { describeRoute, httpRoutesOf } from './http-routes';
import { Rule } from '../../rule';
import { Severity } from '../../severity';

/** Routes of delegates that lie outside of what is delegated. */
export const DELEGATE_ROUTE_DROPPED: Rule = {
  code: 'CDI0234',
  name: 'DelegateRouteDropped',
  severity: Severity.ERROR,
  summary: 'A match of a route of a delegate is in conflict with that of its root, so the route is left out.',
  explanation:
    "Each match of a delegate's route has to lie within one of the root's route: a prefix has to begin with the root's prefix, an exact path too, and a condition on the same header has to be narrower. Regular expressions go with nothing else, and `ignoreUriCase` has to be equal. Istio leaves out the whole route where one of its matches is in conflict with all of the root's.",
  fix: "Write the full path in the delegate (`/cart/items`, not `/items`), and repeat what the root's match asks for or leave it out.",
  docs: 'https://istio.io/latest/docs/reference/config/networking/virtual-service/#Delegate',
  inputs: [VIRTUAL_SERVICE],
  check: (mesh, report) => {
    const roots = new Map<MeshObject<VirtualServiceSpec>, Delegation[]>();
    for (const delegation of delegationsOf(mesh)) {
      const { target } = delegation;
      if (target !== undefined && !target.isAssumed && (target.spec.hosts ?? []).length === 0) {
        roots.set(target, [...(roots.get(target) ?? []), delegation]);
      }
    }
    for (const [target, delegations] of roots) {
      for (const { route, index, path } of httpRoutesOf(target)) {
        // One delegate may serve several roots, each with a part of its routes.
        if (delegations.every((each) => delegatedRoute(each.route, route) === undefined)) {
          const related = delegations.map((each) => ({ object: each.object, path: each.path }));
          const titles = [...new Set(delegations.map((each) => each.object.title))].join(', ');
          const message = `${describeRoute({ route, index })} of ${target.title} is left out, as its match is in conflict with that of ${titles}`;
          report({ object: target, path, message, related });
        }
      }
    }
  },
};
