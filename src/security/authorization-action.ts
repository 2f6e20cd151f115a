import * as security from '../../imports/security';
import { misuse } from '../kernel/errors';

const Action = security.AuthorizationPolicyAction;

/**
 * What an AuthorizationPolicy does with the requests that one of its rules matches.
 *
 * Policies of a workload are asked in this order: CUSTOM may refuse, then DENY may refuse; then, if there is any ALLOW policy, one of them
 * has to match. AUDIT only marks requests for a log. Without any ALLOW policy whatever was not refused passes.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#AuthorizationPolicy-Action
 */
export class AuthorizationAction {
  /** Lets the requests in, and closes the workload to all that no ALLOW policy matches. */
  public static allow(): AuthorizationAction {
    return new AuthorizationAction(Action.ALLOW);
  }

  /**
   * Lets nothing in by itself: an ALLOW policy without rules, `spec: {}`. Other ALLOW policies open what they match, which makes this one
   * the usual default of a namespace or mesh. To refuse everything, whatever is allowed elsewhere, use `deny()` with
   * `AuthorizationRule.any()`.
   */
  public static allowNothing(): AuthorizationAction {
    return new AuthorizationAction(undefined);
  }

  /** Refuses the requests with 403, whatever is allowed elsewhere; on a TCP port the connection is closed. */
  public static deny(): AuthorizationAction {
    return new AuthorizationAction(Action.DENY);
  }

  /** Marks the requests for an audit log, which needs a plugin that writes it; nothing is refused. */
  public static audit(): AuthorizationAction {
    return new AuthorizationAction(Action.AUDIT);
  }

  /**
   * Asks an external authorizer, by the name of its extension provider in the mesh config. An unknown name refuses the requests. Rules
   * can't look at identities and JWTs then, and a workload takes one provider, unless istiod is told otherwise.
   *
   * @throws if the name is empty.
   */
  public static custom(provider: string): AuthorizationAction {
    if (typeof provider !== 'string' || provider === '') {
      throw misuse({
        rule: 'the CUSTOM action needs the name of an extension provider',
        received: provider,
        fix: 'give its name in `extensionProviders` of the mesh config',
      });
    }
    return new AuthorizationAction(Action.CUSTOM, provider);
  }

  private constructor(
    private readonly action: security.AuthorizationPolicyAction | undefined,
    private readonly provider?: string,
  ) {}

  /** Whether the policy has no rules on purpose. @internal */
  public get _isWithoutRules(): boolean {
    return this.action === undefined;
  }

  /** Whether an external authorizer is asked. @internal */
  public get _isCustom(): boolean {
    return this.action === Action.CUSTOM;
  }

  /** @internal */
  public _render(): security.AuthorizationPolicySpec {
    return {
      action: this.action,
      provider: this.provider === undefined ? undefined : { name: this.provider },
    };
  }
}
