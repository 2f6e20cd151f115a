import { factory, json } from '../code/expression';
import { authorizationRule } from './authorization-rule';
import { KindConverter } from './kind';
import { Properties } from './properties';
import { takeTarget } from './target';
import { list, textOf, whole } from './values';

const ACTIONS: { readonly [action: string]: string } = { ALLOW: 'allow', DENY: 'deny', AUDIT: 'audit' };

/** Which requests are let in. */
export const AUTHORIZATION_POLICY: KindConverter = {
  group: 'security.istio.io',
  kind: 'AuthorizationPolicy',
  take: (spec) => {
    takeAction(spec);
    takeTarget(spec);
    spec.take('rules', list(authorizationRule));
  },
};

function takeAction(spec: Properties): void {
  const action = spec.peek('action');
  if (!spec.has('rules') && (action === undefined || action === 'ALLOW')) {
    // Its action, where it is written, goes through overrides.
    spec.add('action', factory('AuthorizationAction', 'allowNothing'));
  } else if (action === 'CUSTOM') {
    const provider = spec.convert('provider', (value, at) => {
      const properties = new Properties(value, at);
      const code = properties.need('name', (name) => whole(json(textOf(name))));
      return { code, rest: properties.rest };
    });
    if (provider !== undefined) {
      spec.drop('action').add('action', factory('AuthorizationAction', 'custom', provider));
    }
  } else {
    spec.take('action', (value) => whole(factory('AuthorizationAction', ACTIONS[textOf(value)] ?? '')));
  }
}
