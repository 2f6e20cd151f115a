import { Construct } from 'constructs';
import { misuse } from '../../kernel/errors';
import { GatewayResources } from '../gateway-resources';
import { GatewayScale } from '../gateway-scale';
import { numberOfQuantity } from './quantity';

/** What a pod of a gateway gets unless it is told otherwise: as Istio's own installation. */
export const USUAL_RESOURCES: GatewayResources = {
  requests: { cpu: '100m', memory: '128Mi' },
  limits: { cpu: '2', memory: '1Gi' },
};

/** Throws where Kubernetes refuses the resources, or the autoscaler has nothing to measure by. */
export function checkResources(at: Construct, resources: GatewayResources, scale: GatewayScale): void {
  const requests = numbersOf(at, resources.requests ?? {}, 'requests');
  const limits = numbersOf(at, resources.limits ?? {}, 'limits');
  for (const [resource, limit] of limits) {
    if ((requests.get(resource) ?? 0) > limit) {
      throw misuse({
        at,
        rule: `a pod can't request more ${resource} than its limit`,
        received: { request: resources.requests?.[resource], limit: resources.limits?.[resource] },
        fix: 'raise the limit, or request less',
      });
    }
  }
  for (const { resource } of scale._automatic?.targets ?? []) {
    // Without a request Kubernetes takes the limit for one.
    if ((requests.get(resource) ?? limits.get(resource) ?? 0) === 0) {
      throw misuse({
        at,
        rule: `an autoscaler measures ${resource} by what the pods request, and these request none, so that it would never act`,
        received: resources,
        fix: `add \`requests: { ${resource}: '${USUAL_RESOURCES.requests?.[resource] ?? ''}' }\`, or use GatewayScale.fixed()`,
      });
    }
  }
}

function numbersOf(at: Construct, quantities: { [resource: string]: string }, field: string): Map<string, number> {
  return new Map(
    Object.entries(quantities).map(([resource, quantity]) => {
      const number = numberOfQuantity(quantity);
      if (number === undefined) {
        throw misuse({
          at,
          rule: `${field}.${resource} of a gateway must be a quantity as Kubernetes takes it`,
          received: quantity,
          fix: "write '100m' or '2' for CPUs, '128Mi' or '1Gi' for memory",
        });
      }
      return [resource, number];
    }),
  );
}
