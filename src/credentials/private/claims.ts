import { ApiObject } from 'cdk8s';
import { IConstruct } from 'constructs';
import { misuse } from '../../kernel/errors';

/** Kept on the app itself, so that two copies of this library in one app see each other's. */
const CLAIMS = Symbol.for('cdk8s-istio.credentials');

type Claimed = IConstruct & { [CLAIMS]?: Map<string, string> };

/** Throws if this app makes a credential of that name already. */
export function checkUnclaimed(scope: IConstruct, namespace: string, name: string): void {
  const owner = (scope.node.root as Claimed)[CLAIMS]?.get(`${namespace}/${name}`);
  if (owner !== undefined) {
    throw misuse({
      at: scope.node.path,
      rule: `Secret ${name} in namespace ${namespace} belongs to ${owner} already, and one Secret must not have two owners`,
      received: 'a source of a credential that makes it a second time',
      fix: 'bind the source once and share the handle: pass the `credential` of the ingress that made it, or what bind() returned; or give this one a `name` of its own',
    });
  }
}

/** Notes who makes the credential. */
export function claim(apiObject: ApiObject, namespace: string, name: string): void {
  const root = apiObject.node.root as Claimed;
  root[CLAIMS] ??= new Map();
  root[CLAIMS].set(`${namespace}/${name}`, apiObject.node.path);
}
