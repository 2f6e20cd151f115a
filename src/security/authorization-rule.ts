import * as security from '../../imports/security';
import { misuse } from '../kernel/errors';
import { deepCopy, withOverrides } from '../kernel/merge';
import { Condition } from './condition';
import { Operation } from './operation';
import { checkCount } from './private/check';
import { Source } from './source';

/**
 * What a request has to be to match a rule: from one of the sources, with one of the operations, and under all conditions.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Rule
 */
export interface AuthorizationRuleProps {
  /**
   * Who sends it: one of these.
   *
   * @default - anybody.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Rule-from
   */
  readonly from?: Source[];

  /**
   * What it wants to do: one of these.
   *
   * @default - anything.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Rule-to
   */
  readonly to?: Operation[];

  /**
   * What else has to be true: all of these.
   *
   * @default - no more than that.
   * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Rule-when
   */
  readonly when?: Condition[];

  /**
   * Fields of the rule that have no property here yet, laid over what is rendered.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

const MOST_SOURCES = 512;

/**
 * A rule of an AuthorizationPolicy; the policy acts on a request that one of its rules matches.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/#Rule
 */
export class AuthorizationRule {
  /**
   * A rule that restricts.
   *
   * @throws if nothing is restricted, a list is empty, or a condition has no values.
   */
  public static of(props: AuthorizationRuleProps): AuthorizationRule {
    const { from, to, when, overrides } = props;
    if (from === undefined && to === undefined && when === undefined && overrides === undefined) {
      throw misuse({
        rule: 'a rule without from, to and when matches every request',
        received: props,
        fix: 'give one of them, or AuthorizationRule.any() where every request is meant',
      });
    }
    return new AuthorizationRule(props);
  }

  /** The rule `{}`, which matches every request: with ALLOW it lets everybody in, with DENY nobody, whatever other policies allow. */
  public static any(): AuthorizationRule {
    return new AuthorizationRule({});
  }

  private readonly rule: security.Rule;

  private constructor({ from, to, when, overrides }: AuthorizationRuleProps) {
    if (from !== undefined) {
      checkCount(from, 'from of a rule', MOST_SOURCES);
    }
    if (to !== undefined) {
      checkCount(to, 'to of a rule', Infinity);
    }
    if (when !== undefined) {
      checkCount(when, 'when of a rule', Infinity);
    }
    this.rule = withOverrides(
      {
        from: from?.map((source) => ({ source: source._render() })),
        to: to?.map((operation) => ({ operation: operation._render() })),
        when: when?.map((condition) => condition._render()),
      },
      deepCopy(overrides),
    );
  }

  /** @internal */
  public _render(): security.Rule {
    return deepCopy(this.rule);
  }
}
