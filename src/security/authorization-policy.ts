import { Construct } from 'constructs';
import * as security from '../../imports/security';
import { misuse } from '../kernel/errors';
import { IstioResource, IstioResourceProps } from '../kernel/istio-resource';
import { checkObjectName } from '../kernel/kube-name';
import { withOverrides } from '../kernel/merge';
import { PolicyTarget } from '../kernel/policy-target';
import { AuthorizationAction } from './authorization-action';
import { AuthorizationRule } from './authorization-rule';
import { unsupportedWithCustom } from './private/custom-rule';

/** What an {@link AuthorizationPolicy} is made of. */
export interface AuthorizationPolicyProps extends IstioResourceProps {
  /**
   * What is done with the requests that a rule matches.
   *
   * @default - they are let in, and all others are not: ALLOW.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#AuthorizationPolicy-action
   */
  readonly action?: AuthorizationAction;

  /**
   * What the policy holds for.
   *
   * @default - all workloads of its namespace; from the root namespace, of the mesh.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#AuthorizationPolicy-selector
   */
  readonly target?: PolicyTarget;

  /**
   * The requests that are meant: those that one of the rules matches. More can be added with `addRule()`.
   *
   * @default - none yet; a policy without rules fails at synth, unless its action is `AuthorizationAction.allowNothing()`.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#AuthorizationPolicy-rules
   */
  readonly rules?: AuthorizationRule[];
}

const MOST_RULES = 512;

/**
 * Who may do what with the workloads of a namespace.
 *
 * Two forms look alike and mean the opposite: an ALLOW policy without rules (`spec: {}`) lets nothing in, one with an empty rule
 * (`rules: [{}]`) everything. Both have to be asked for: `AuthorizationAction.allowNothing()` and `AuthorizationRule.any()`.
 *
 * The first ALLOW policy of a workload closes it to everything that no ALLOW policy matches. A policy for the pods of a gateway has to be
 * in their namespace.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 */
export class AuthorizationPolicy extends IstioResource {
  private readonly action: AuthorizationAction | undefined;
  private readonly target: security.AuthorizationPolicySpec;
  private readonly rules: security.Rule[] = [];

  /**
   * @throws if its name is malformed, `rules` is an empty list, a rule does not go with the action, or the target is in another
   * namespace.
   */
  public constructor(scope: Construct, id: string, props: AuthorizationPolicyProps = {}) {
    super(scope, id, security.AuthorizationPolicy, props);
    this.action = props.action;
    checkObjectName(this.name, 'the name of an AuthorizationPolicy', this.node.path);
    this.target =
      props.target?._render(
        { owner: this, namespace: this.namespace },
        { kind: 'AuthorizationPolicy', targetRefs: true, targetRef: true },
      ) ?? {};
    if (props.rules?.length === 0) {
      throw misuse({
        at: this,
        rule: 'rules must not be an empty list: with ALLOW it would let nothing in, with another action it would do nothing',
        received: [],
        fix: 'leave it out and call addRule(), or say AuthorizationAction.allowNothing()',
      });
    }
    props.rules?.forEach((rule) => this.addRule(rule));
    this.node.addValidation({ validate: () => this.faults() });
  }

  /**
   * Adds a rule; the policy acts on requests that one of its rules matches.
   *
   * @throws if the policy is to allow nothing, has 512 rules, or asks an external authorizer and the rule looks at identities or JWTs.
   */
  public addRule(rule: AuthorizationRule): void {
    const rendered = rule._render();
    if (this.action?._isWithoutRules) {
      throw misuse({
        at: this,
        rule: 'a policy that allows nothing has no rules',
        received: rendered,
        fix: 'use AuthorizationAction.allow(), or put the rule into a policy of its own: what it matches is let in',
      });
    }
    const unsupported = this.action?._isCustom ? unsupportedWithCustom(rendered) : undefined;
    if (unsupported !== undefined) {
      throw misuse({
        at: this,
        rule: 'Istio does not let rules of a CUSTOM policy look at identities or JWTs',
        received: unsupported,
        fix: 'leave it to the authorizer, or to a second policy with DENY',
      });
    }
    if (this.rules.length === MOST_RULES) {
      throw misuse({
        at: this,
        rule: `an AuthorizationPolicy takes at most ${MOST_RULES} rules`,
        received: MOST_RULES + 1,
        fix: 'divide them among several policies with the same action and target',
      });
    }
    this.rules.push(rendered);
  }

  /** @internal */
  protected override _renderSpec(): security.AuthorizationPolicySpec {
    return {
      ...this.target,
      ...this.action?._render(),
      rules: this.rules.length === 0 ? undefined : this.rules,
    };
  }

  private faults(): string[] {
    return withOverrides(this._renderSpec(), this._overrides).rules === undefined && !this.action?._isWithoutRules
      ? [
          'an AuthorizationPolicy without rules lets nothing in with ALLOW, and does nothing with another action; ' +
            'fix: call addRule(), or say AuthorizationAction.allowNothing()',
        ]
      : [];
  }
}
