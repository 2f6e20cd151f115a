import { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { locate } from '../kernel/errors';
import { PolicyTarget } from '../kernel/policy-target';
import { AuthorizationAction } from '../security/authorization-action';
import { AuthorizationPolicy } from '../security/authorization-policy';
import { AuthorizationRule } from '../security/authorization-rule';
import { Condition } from '../security/condition';
import { Operation } from '../security/operation';
import { RequestAuthentication } from '../security/request-authentication';
import { Source } from '../security/source';
import { JwtAuthProps } from './jwt-auth-props';
import { checkJwtAuth } from './private/jwt-auth-checks';
import { patternName } from './private/pattern-name';

/**
 * Requests need a valid token: a RequestAuthentication that checks tokens, and an AuthorizationPolicy that asks for one. The first alone
 * lets requests without a token pass.
 *
 * A token that is not valid gets 401, none at all or one without a required claim 403. The policy refuses (DENY), so that it narrows what
 * `AllowOnly` and other ALLOW policies let in, and opens nothing. Tokens of other issuers, which another RequestAuthentication of the same
 * workloads takes, do not count. A token without a subject (`sub`) is as good as none.
 *
 * ztunnel knows no tokens: in ambient it takes a waypoint, and a `target` that refers to what the waypoint serves, such as
 * `PolicyTarget.service('cart')`. For pods nobody would be refused there.
 *
 * @see https://istio.io/latest/docs/tasks/security/authorization/authz-jwt/
 */
export class JwtAuth extends Construct {
  /** What tokens are valid. */
  public readonly requestAuthentication: RequestAuthentication;

  /** What asks for one. */
  public readonly authorizationPolicy: AuthorizationPolicy;

  /**
   * @throws if there is no rule, a rule, path, host, port or claim is malformed, all paths are public, or `gateway` comes with `target` or
   * `namespace`.
   */
  public constructor(scope: Construct, id: string, props: JwtAuthProps) {
    super(scope, id);
    try {
      checkJwtAuth(this, props);
      const name = patternName(this, props.name, '-request-authentication');
      const rules = locate(this, () => denials(props));
      const target = props.gateway === undefined ? props.target : PolicyTarget.workloads(props.gateway.selector);
      this.requestAuthentication = new RequestAuthentication(this, 'RequestAuthentication', {
        metadata: metadataOf(props, `${name}-request-authentication`),
        target,
        jwtRules: props.jwtRules,
      });
      this.authorizationPolicy = new AuthorizationPolicy(this, 'AuthorizationPolicy', {
        metadata: metadataOf(props, `${name}-authorization-policy`),
        target,
        action: AuthorizationAction.deny(),
        rules,
      });
    } catch (error) {
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }
}

/** What is refused: requests without a token, and those without a required claim. */
function denials(props: JwtAuthProps): AuthorizationRule[] {
  const operation = operationOf(props);
  const to = operation && [operation];
  return [
    AuthorizationRule.of({ from: [Source.notRequestPrincipal(...principalsOf(props))], to }),
    ...(props.requiredClaims ?? []).map(({ claim, nestedIn, values }) =>
      AuthorizationRule.of({
        to,
        when: [Condition.nestedRequestClaim([...(nestedIn ?? []), claim]).butNot(...values)],
      }),
    ),
  ];
}

/** The users of the issuers; any, where a rule leaves the issuer open. */
function principalsOf({ jwtRules }: JwtAuthProps): string[] {
  const principals = jwtRules.map(({ issuer }) => (issuer === undefined ? '*' : `${issuer}/*`));
  return principals.includes('*') ? ['*'] : [...new Set(principals)];
}

/** The requests that need a token; undefined for all. */
function operationOf({ publicPaths, allowPreflight, hosts, ports }: JwtAuthProps): Operation | undefined {
  if (publicPaths === undefined && allowPreflight !== true && hosts === undefined && ports === undefined) {
    return undefined;
  }
  return Operation.of({
    notPaths: publicPaths,
    notMethods: allowPreflight === true ? ['OPTIONS'] : undefined,
    // A client that sends the port with the host must not get past.
    hosts: hosts?.flatMap((host) => (host.endsWith('*') ? [host] : [host, `${host}:*`])),
    ports,
  });
}

function metadataOf(props: JwtAuthProps, name: string): ApiObjectMetadata {
  const { gateway, namespace, labels, annotations } = props;
  return { name, namespace: gateway?.namespace ?? namespace, labels, annotations };
}
