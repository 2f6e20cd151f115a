import { Construct } from 'constructs';
import { misuse } from '../../kernel/errors';
import { HttpMatchConditions } from '../../networking/http-match-conditions';
import { IngressRouteOptions } from '../ingress-route';

/** The path as it is compared: without slashes at its end. */
export function pathKey(path: string): string {
  return path.replace(/\/+$/, '');
}

/** Whether the inner path is the outer one, or below it. */
export function isBelow(inner: string, outer: string): boolean {
  return `${pathKey(inner)}/`.startsWith(`${pathKey(outer)}/`);
}

/** Throws if routes would be dropped because they are not for the path, or compare letters otherwise. */
export function checkDelegation(
  at: Construct,
  path: string,
  delegated: string | undefined,
  { conditions }: IngressRouteOptions,
): void {
  if (delegated !== undefined && !isBelow(delegated, path)) {
    throw misuse({
      at,
      rule: `routes for ${delegated} lie outside of the path, and Istio drops them`,
      received: path,
      fix: `delegate ${delegated}, or a path above it`,
    });
  }
  checkCase(at, conditions);
}

/** Throws if a route compares paths otherwise than the routes on the other side of the delegation. */
export function checkCase(at: Construct, conditions: HttpMatchConditions | undefined): void {
  if (conditions?.ignoreUriCase !== undefined) {
    throw misuse({
      at,
      rule: 'both sides of a delegation have to compare paths alike, or Istio drops the route',
      received: `ignoreUriCase: ${conditions.ignoreUriCase}`,
      fix: 'leave it out',
    });
  }
}
