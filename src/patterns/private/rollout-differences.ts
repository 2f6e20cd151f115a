import { DestinationRule } from '../../networking/destination-rule';
import { VirtualService } from '../../networking/virtual-service';
import { IgnoredDifference } from '../ignored-difference';
import { RolloutController } from '../rollout-controller';

interface Route {
  readonly name?: string;
  readonly route?: readonly unknown[];
}

/** The label by which Argo Rollouts tells the pods of two versions apart. */
const HASH = 'rollouts-pod-template-hash';
const GROUP = 'networking.istio.io';

/** Those of the names that routes of the VirtualService have. */
export function namesOfRoutes(virtualService: VirtualService, names: readonly string[]): string[] {
  const rendered = routesOf(virtualService).map(({ name }) => name);
  return names.filter((name) => rendered.includes(name));
}

/** The weights of the routes, and for Argo Rollouts the labels of the subsets. */
export function weightDifferences(
  virtualService: VirtualService,
  destinationRule: DestinationRule,
  routes: readonly string[],
  controller: RolloutController,
): IgnoredDifference[] {
  const weights: IgnoredDifference = {
    ...identityOf(virtualService, 'VirtualService'),
    jsonPointers: routesOf(virtualService).flatMap(({ name, route = [] }, index) =>
      name !== undefined && routes.includes(name) ? route.map((_, to) => `/spec/http/${index}/route/${to}/weight`) : [],
    ),
    jqPathExpressions: routes.map(
      (name) => `.spec.http[] | select(.name == ${JSON.stringify(name)}) | .route[].weight`,
    ),
  };
  if (controller !== RolloutController.ARGO_ROLLOUTS) {
    return [weights];
  }
  const labels: IgnoredDifference = {
    ...identityOf(destinationRule, 'DestinationRule'),
    jsonPointers: [0, 1].map((index) => `/spec/subsets/${index}/labels/${HASH}`),
    jqPathExpressions: [`.spec.subsets[].labels."${HASH}"`],
  };
  return [weights, labels];
}

function routesOf(virtualService: VirtualService): readonly Route[] {
  return (virtualService.toJson() as { readonly spec: { readonly http?: readonly Route[] } }).spec.http ?? [];
}

function identityOf(
  { name, namespace }: VirtualService | DestinationRule,
  kind: string,
): Pick<IgnoredDifference, 'group' | 'kind' | 'name' | 'namespace'> {
  return namespace === undefined ? { group: GROUP, kind, name } : { group: GROUP, kind, name, namespace };
}
