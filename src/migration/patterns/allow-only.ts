import { isJsonObject, listAt, textAt } from '../../mesh/wire/json';
import { array, Expression, factory, json, object } from '../code/expression';
import { operations } from '../convert/authorization-rule';
import { Conversion } from '../convert/conversion';
import { Inexpressible } from '../convert/inexpressible';
import { Properties, Site } from '../convert/properties';
import { takeTarget } from '../convert/target';
import { isSame } from '../difference';
import { Manifest } from '../manifest';
import { PatternCode, PatternMatch } from './pattern';
import { objectOf, sharedMetadata } from './shares';
import { SoleObjectMatch } from './sole-object';

const GROUP = 'security.istio.io/';
const SERVICE_ACCOUNT = /^cluster\.local\/ns\/([a-z0-9-]+)\/sa\/([a-z0-9.-]+)$/;

/** AuthorizationPolicies that let in the callers that they list, and no others. */
export function allowOnly(manifests: readonly Manifest[]): PatternMatch[] {
  return manifests
    .filter(({ kind, apiVersion, value }) => {
      const isPolicy = kind === 'AuthorizationPolicy' && apiVersion.startsWith(GROUP);
      return isPolicy && textAt(value, 'spec', 'action') === 'ALLOW' && listAt(value, 'spec', 'rules').length > 0;
    })
    .map((manifest) => new AllowOnlyMatch(manifest, 'callers', 'authorizationPolicy'));
}

class AllowOnlyMatch extends SoleObjectMatch {
  public write(conversion: Conversion): PatternCode {
    const at = new Site(conversion, 'spec');
    const { name, value } = this.manifest;
    const spec = new Properties(value.spec, at).drop('action', 'rules');
    takeTarget(spec);
    const callers = listAt(value, 'spec', 'rules').map((rule, index) => caller(rule, at.of('rules').entry(index)));
    const props = objectOf([
      ['name', json(name)],
      ...spec.strictly().entries,
      ['callers', array(callers)],
      ...sharedMetadata(this.manifest, at),
    ]);
    return { className: 'AllowOnly', props, calls: [] };
  }
}

/** Who may do what: one identity, or everybody what is listed. */
function caller(rule: unknown, at: Site): Expression {
  const properties = new Properties(rule, at);
  const to = properties.convert('to', operations);
  const from = listAt(properties.peek('from'));
  properties.drop('from', 'to').strictly();
  if (from.length === 0) {
    if (to?.type !== 'array') {
      throw new Inexpressible();
    }
    return factory('AllowedCaller', 'anyone', ...to.items);
  }
  const options = to === undefined ? [] : [object([['operations', to]])];
  const [{ source }] = from.filter(isJsonObject);
  const [principal] = listAt(source, 'principals');
  const [namespace] = listAt(source, 'namespaces');
  const [, home, account] = SERVICE_ACCOUNT.exec(String(principal)) ?? [];
  if (isSame(from, [{ source: { principals: [principal] } }])) {
    return account === undefined
      ? factory('AllowedCaller', 'principal', json(principal), ...options)
      : factory('AllowedCaller', 'serviceAccount', json(home), json(account), ...options);
  }
  if (isSame(from, [{ source: { namespaces: [namespace] } }])) {
    return factory('AllowedCaller', 'namespace', json(namespace), ...options);
  }
  throw new Inexpressible();
}
