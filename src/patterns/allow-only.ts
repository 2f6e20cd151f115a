import { Construct } from 'constructs';
import { locate } from '../kernel/errors';
import { PolicyTarget } from '../kernel/policy-target';
import { checkList } from '../kernel/value-type';
import { AuthorizationAction } from '../security/authorization-action';
import { AuthorizationPolicy } from '../security/authorization-policy';
import { AllowedCaller } from './allowed-caller';
import { patternName } from './private/pattern-name';

/** What an {@link AllowOnly} is made of. */
export interface AllowOnlyProps {
  /**
   * Who may call. An empty list is nobody: nothing gets in but what other ALLOW policies let in.
   */
  readonly callers: AllowedCaller[];

  /**
   * The workloads that may be called.
   *
   * @default - all of the namespace; in the root namespace, of the mesh.
   */
  readonly target?: PolicyTarget;

  /**
   * The name of the AuthorizationPolicy.
   *
   * @default - the construct path, in the letters that names take.
   */
  readonly name?: string;

  /**
   * The namespace of the workloads.
   *
   * @default - the chart's.
   */
  readonly namespace?: string;

  /**
   * Labels besides the chart's.
   *
   * @default - none.
   */
  readonly labels?: { [label: string]: string };

  /**
   * Annotations for the AuthorizationPolicy.
   *
   * @default - none.
   */
  readonly annotations?: { [annotation: string]: string };
}

/**
 * Least privilege from who calls whom: one ALLOW policy with a rule for each caller. Whatever is not listed gets 403, or a closed connection
 * on a TCP port.
 *
 * It needs mutual TLS: without it callers have no identity. Other ALLOW policies of the same workloads open what they match, since one of
 * them is enough. HTTP operations never match on a TCP port, which stays closed unless a caller has `Operation.port()` or no
 * operations. The probes of the kubelet don't have to be listed, because Istio sends them to its agent; those of workloads with
 * `sidecar.istio.io/rewriteAppHTTPProbers: "false"` do, and so does a Prometheus that asks the application itself.
 *
 * @see https://istio.io/latest/docs/reference/config/security/authorization-policy/
 */
export class AllowOnly extends Construct {
  /** The policy. */
  public readonly authorizationPolicy: AuthorizationPolicy;

  /**
   * @throws if a name is malformed, the target is in another namespace, or there are more than 512 callers.
   */
  public constructor(scope: Construct, id: string, props: AllowOnlyProps) {
    super(scope, id);
    try {
      const isNobody = checkList(props.callers, 'callers', this).length === 0;
      this.authorizationPolicy = new AuthorizationPolicy(this, 'AuthorizationPolicy', {
        metadata: {
          name: patternName(this, props.name),
          namespace: props.namespace,
          labels: props.labels,
          annotations: props.annotations,
        },
        target: props.target,
        action: isNobody ? AuthorizationAction.allowNothing() : AuthorizationAction.allow(),
        rules: isNobody ? undefined : locate(this, () => props.callers.map((caller) => caller._rule())),
      });
    } catch (error) {
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }
}
