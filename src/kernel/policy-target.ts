import { ApiObject } from 'cdk8s';
import { misuse } from './errors';
import { RenderContext } from './istio-resource';

/** What only its own place can say about the object that a policy refers to. */
export interface TargetReferenceOptions {
  /**
   * The object's namespace. Istio takes nothing but the empty text, because a policy can't refer to another namespace.
   *
   * @default - not written, which means the policy's namespace.
   * @see https://istio.io/latest/docs/reference/config/type/workload-selector/#PolicyTargetReference-namespace
   */
  readonly namespace?: string;
}

/** One entry of `targetRefs`. */
interface TargetReference {
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace?: string;
}

interface ReferenceSource {
  readonly reference: TargetReference;
  /** The object itself, where it is part of the app. */
  readonly object?: ApiObject;
}

/** What a target is rendered as: one of the three fields. */
export interface RenderedPolicyTarget {
  /** The pods, by their labels. */
  readonly selector?: { readonly matchLabels: { [label: string]: string } };
  /** One object, in the older field. */
  readonly targetRef?: TargetReference;
  /** The objects. */
  readonly targetRefs?: TargetReference[];
}

/** The kinds of policies differ in the fields that they have for a target. */
export interface PolicyTargetRules {
  /** The policy's kind, as errors name it. */
  readonly kind: string;
  /** Whether it has `targetRefs`. */
  readonly targetRefs: boolean;
  /** Whether it has the older `targetRef`. */
  readonly targetRef: boolean;
}

const GATEWAY_API = 'gateway.networking.k8s.io';
const NETWORKING = 'networking.istio.io';
const CORE = 'core';
const MOST_REFERENCES = 16;
const LONGEST_NAME = 253;
const MOST_LABELS = 4096;

/** The kinds that a policy can refer to, with their API groups. */
const REFERABLE: ReadonlyArray<readonly [string, string]> = [
  ['Service', ''],
  ['ServiceEntry', NETWORKING],
  ['Gateway', GATEWAY_API],
  ['GatewayClass', GATEWAY_API],
];

/**
 * What a policy holds for: pods by their labels, or the gateways and waypoints that serve certain objects. A policy without a target
 * holds for its whole namespace; in the root namespace of the mesh (`istio-system` unless set otherwise), for the whole mesh.
 *
 * Sidecars, and gateways installed for Istio's own kind `Gateway`, know labels only: a policy that refers to objects is none of theirs.
 * Waypoints know references only. The gateways of the Kubernetes Gateway API know both.
 *
 * @see https://istio.io/latest/docs/reference/config/type/workload-selector/
 */
export class PolicyTarget {
  /**
   * The pods of the policy's namespace that have all of these labels; from the root namespace, those of all namespaces. The gateway's
   * pods are in the gateway's namespace, and so has to be a policy for them.
   *
   * @throws if there are no labels, which would be all pods, or pods can't have one of them.
   * @see https://istio.io/latest/docs/reference/config/type/workload-selector/#WorkloadSelector
   */
  public static workloads(labels: { [label: string]: string }): PolicyTarget {
    return new PolicyTarget(checkLabels(labels), [], false);
  }

  /**
   * A gateway or waypoint by the `Gateway` of the Kubernetes Gateway API that it was made for. It is not Istio's own kind `Gateway`,
   * whose pods `workloads()` takes.
   *
   * @throws if the name is malformed.
   */
  public static gateway(name: string, options: TargetReferenceOptions = {}): PolicyTarget {
    return PolicyTarget.reference('Gateway', GATEWAY_API, name, options);
  }

  /**
   * All waypoints, by `istio-waypoint`, the only GatewayClass that Istio heeds here; the policy has to be in the root namespace.
   *
   * @throws if the name is malformed.
   */
  public static gatewayClass(name: string, options: TargetReferenceOptions = {}): PolicyTarget {
    return PolicyTarget.reference('GatewayClass', GATEWAY_API, name, options);
  }

  /**
   * Requests to a Service of the policy's namespace, where a waypoint handles them; sidecars do not heed it.
   *
   * @throws if the name is malformed.
   */
  public static service(name: string, options: TargetReferenceOptions = {}): PolicyTarget {
    return PolicyTarget.reference('Service', '', name, options);
  }

  /**
   * Requests to a ServiceEntry of the policy's namespace, by the object's name, where a waypoint handles them; sidecars do not heed it.
   *
   * @throws if the name is malformed.
   */
  public static serviceEntry(name: string, options: TargetReferenceOptions = {}): PolicyTarget {
    return PolicyTarget.reference('ServiceEntry', NETWORKING, name, options);
  }

  /**
   * An object of the app: a Service, a ServiceEntry, or a Gateway or GatewayClass of the Kubernetes Gateway API. It has to be in the
   * policy's namespace.
   *
   * @throws if it is of another kind.
   */
  public static apiObject(target: ApiObject): PolicyTarget {
    const group = target.apiGroup === CORE ? '' : target.apiGroup;
    if (!REFERABLE.some(([kind, ownGroup]) => kind === target.kind && ownGroup === group)) {
      throw misuse({
        at: target,
        rule: 'a policy can refer to a Service, a ServiceEntry, and a Gateway or GatewayClass of the Gateway API',
        received: `${target.apiVersion} ${target.kind}`,
        fix: 'for the pods of anything else use PolicyTarget.workloads({ label: value })',
      });
    }
    return new PolicyTarget(undefined, [
      { reference: { group, kind: target.kind, name: target.name }, object: target },
    ]);
  }

  /**
   * Several objects, for each of which the policy holds.
   *
   * @throws if there are none, more than 16, or one of them is not by reference.
   */
  public static several(...targets: PolicyTarget[]): PolicyTarget {
    const references = targets.flatMap((target) => referencesOf(target));
    if (references.length === 0 || references.length > MOST_REFERENCES) {
      throw misuse({
        rule: `a policy refers to 1 to ${MOST_REFERENCES} objects`,
        received: references.length,
        fix: 'give at least one object, or divide them among several policies',
      });
    }
    return new PolicyTarget(undefined, references);
  }

  /**
   * One object, written in the older field `targetRef` for clusters before `targetRefs`.
   *
   * @throws if the target is not exactly one object.
   */
  public static targetRef(target: PolicyTarget): PolicyTarget {
    const references = referencesOf(target);
    if (references.length !== 1) {
      throw misuse({
        rule: 'the older field targetRef holds one object',
        received: references.map(({ reference }) => reference.name),
        fix: 'use PolicyTarget.several() as it is, which is written in targetRefs',
      });
    }
    return new PolicyTarget(undefined, references, true);
  }

  private static reference(kind: string, group: string, name: string, options: TargetReferenceOptions): PolicyTarget {
    if (typeof name !== 'string' || name === '' || name.length > LONGEST_NAME) {
      throw misuse({
        rule: `the name of the ${kind} that a policy refers to must have 1 to ${LONGEST_NAME} characters`,
        received: name,
        fix: "give the object's name",
      });
    }
    if (options.namespace !== undefined && options.namespace !== '') {
      throw misuse({
        rule: `a policy can't refer to a ${kind} of another namespace, and Istio refuses to be told one`,
        received: options.namespace,
        fix: `leave the namespace out, and put the policy into namespace ${options.namespace}`,
      });
    }
    return new PolicyTarget(undefined, [{ reference: { group, kind, name, namespace: options.namespace } }]);
  }

  private constructor(
    private readonly labels: { [label: string]: string } | undefined,
    private readonly references: readonly ReferenceSource[],
    private readonly isOlderField = false,
  ) {}

  /** The objects; empty where pods are meant. @internal */
  public get _references(): readonly ReferenceSource[] {
    return this.references;
  }

  /**
   * @throws if the kind has no field for the target, or an object is in another namespace. @internal
   */
  public _render(context: RenderContext, rules: PolicyTargetRules): RenderedPolicyTarget {
    if (this.labels !== undefined) {
      return { selector: { matchLabels: { ...this.labels } } };
    }
    if (!rules.targetRefs || (this.isOlderField && !rules.targetRef)) {
      throw misuse({
        at: context.owner,
        rule: `the kind ${rules.kind} has no field ${rules.targetRefs ? 'targetRef' : 'to refer to objects'}`,
        received: this.references.map(({ reference }) => `${reference.kind} ${reference.name}`),
        fix: rules.targetRefs ? 'leave PolicyTarget.targetRef() out' : 'use PolicyTarget.workloads({ label: value })',
      });
    }
    const references = this.references.map((source) => {
      checkNamespace(source, context);
      return { ...source.reference };
    });
    return this.isOlderField ? { targetRef: references[0] } : { targetRefs: references };
  }
}

function referencesOf(target: PolicyTarget): readonly ReferenceSource[] {
  if (target._references.length === 0) {
    throw misuse({
      rule: 'pods are chosen by one set of labels, which stands alone',
      received: 'PolicyTarget.workloads()',
      fix: 'use it as it is, or make one policy for each set of labels',
    });
  }
  return target._references;
}

function checkNamespace({ object, reference }: ReferenceSource, context: RenderContext): void {
  // A GatewayClass has no namespace.
  if (object === undefined || reference.kind === 'GatewayClass' || object.metadata.namespace === context.namespace) {
    return;
  }
  throw misuse({
    at: context.owner,
    rule: `a policy in ${placeOf(context.namespace)} can't refer to a ${reference.kind} in ${placeOf(object.metadata.namespace)}`,
    received: object.node.path,
    fix: 'put both into one namespace',
  });
}

function placeOf(namespace: string | undefined): string {
  return namespace === undefined ? 'a namespace that is left open' : `namespace ${namespace}`;
}

const LABEL_NAME = /^[a-z0-9]([-a-z0-9_.]{0,61}[a-z0-9])?$/i;
const LABEL_PREFIX = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;

function checkLabels(labels: { [label: string]: string }): { [label: string]: string } {
  const entries = Object.entries(labels);
  if (entries.length === 0 || entries.length > MOST_LABELS) {
    throw misuse({
      rule: `PolicyTarget.workloads() takes 1 to ${MOST_LABELS} labels: none at all would be all pods`,
      received: entries.length,
      fix: 'give the labels of the pods, or leave the target out to mean the whole namespace',
    });
  }
  const wrong = entries.find(([label, value]) => !isLabel(label) || !isLabelValue(value));
  if (wrong !== undefined) {
    throw misuse({
      rule: 'a policy chooses pods by labels that pods can have, without wildcards',
      received: { [wrong[0]]: wrong[1] },
      fix: "use letters, digits, '-', '_' and '.', at most 63; the label may have a DNS name and '/' before it",
    });
  }
  return { ...labels };
}

function isLabel(label: string): boolean {
  const slash = label.indexOf('/');
  const prefix = label.slice(0, Math.max(slash, 0));
  return LABEL_NAME.test(label.slice(slash + 1)) && (slash < 0 || (prefix.length <= 253 && LABEL_PREFIX.test(prefix)));
}

function isLabelValue(value: unknown): boolean {
  return value === '' || (typeof value === 'string' && LABEL_NAME.test(value));
}
