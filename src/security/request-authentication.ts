import { Construct } from 'constructs';
import * as security from '../../imports/security';
import { locate, misuse } from '../kernel/errors';
import { IstioResource, IstioResourceProps } from '../kernel/istio-resource';
import { checkObjectName } from '../kernel/kube-name';
import { withOverrides } from '../kernel/merge';
import { PolicyTarget } from '../kernel/policy-target';
import { JwtRule } from './jwt-rule';
import { renderJwtRule } from './private/jwt-rule';

/** What a {@link RequestAuthentication} is made of. */
export interface RequestAuthenticationProps extends IstioResourceProps {
  /**
   * What it holds for.
   *
   * @default - all workloads of its namespace; from the root namespace, of the mesh.
   * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#RequestAuthentication-selector
   */
  readonly target?: PolicyTarget;

  /**
   * The tokens that are valid; more can be added with `addJwtRule()`.
   *
   * @default - none yet; without rules it fails at synth.
   * @see https://istio.io/latest/docs/reference/config/security/request_authentication/#RequestAuthentication-jwt_rules
   */
  readonly jwtRules?: JwtRule[];
}

const MOST_RULES = 4096;

/**
 * Which JWTs workloads take.
 *
 * A request with a token that is not valid gets 401. A request without a token passes: who has to have one is for an AuthorizationPolicy to
 * say, such as DENY from `Source.notRequestPrincipal('*')`, or ALLOW from `Source.requestPrincipal('*')`. All RequestAuthentications of a
 * workload hold together.
 *
 * @see https://istio.io/latest/docs/reference/config/security/request_authentication/
 */
export class RequestAuthentication extends IstioResource {
  private readonly target: security.RequestAuthenticationSpec;
  private readonly jwtRules: security.JwtRule[] = [];

  /**
   * @throws if its name is malformed, the target is in another namespace, or a rule has something that Istio refuses.
   */
  public constructor(scope: Construct, id: string, props: RequestAuthenticationProps = {}) {
    super(scope, id, security.RequestAuthentication, props);
    checkObjectName(this.name, 'the name of a RequestAuthentication', this.node.path);
    this.target =
      props.target?._render(
        { owner: this, namespace: this.namespace },
        { kind: 'RequestAuthentication', targetRefs: true, targetRef: true },
      ) ?? {};
    props.jwtRules?.forEach((rule) => this.addJwtRule(rule));
    this.node.addValidation({ validate: () => this.faults() });
  }

  /**
   * Adds tokens that are valid.
   *
   * @throws if the rule has something that Istio refuses, or there are 4096 rules.
   */
  public addJwtRule(rule: JwtRule): void {
    if (this.jwtRules.length === MOST_RULES) {
      throw misuse({
        at: this,
        rule: `a RequestAuthentication takes at most ${MOST_RULES} rules`,
        received: MOST_RULES + 1,
        fix: 'divide them among several; all of them hold together',
      });
    }
    this.jwtRules.push(locate(this, () => renderJwtRule(rule, `jwtRules[${this.jwtRules.length}]`)));
  }

  /** @internal */
  protected override _renderSpec(): security.RequestAuthenticationSpec {
    return { ...this.target, jwtRules: this.jwtRules.length === 0 ? undefined : this.jwtRules };
  }

  private faults(): string[] {
    return withOverrides(this._renderSpec(), this._overrides).jwtRules === undefined
      ? ['a RequestAuthentication without rules does nothing; fix: call addJwtRule()']
      : [];
  }
}
