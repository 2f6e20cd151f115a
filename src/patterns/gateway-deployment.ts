import { ApiObject, Chart } from 'cdk8s';
import { Construct } from 'constructs';
import { locate, misuse } from '../kernel/errors';
import { checkLabelName } from '../kernel/kube-name';
import { withOverrides } from '../kernel/merge';
import { IGatewayWorkload } from '../networking/gateway-workload';
import { DisruptionBudget } from './disruption-budget';
import { GatewayDeploymentProps } from './gateway-deployment-props';
import { GatewayScale } from './gateway-scale';
import { GatewayServiceType } from './gateway-service-type';
import { DATA_PLANE_LABELS } from './private/data-plane-labels';
import { checkBudget, checkPodMetadata, checkSelector } from './private/gateway-checks';
import {
  GatewayPlan,
  INJECTION_ANNOTATIONS,
  METRICS_ANNOTATIONS,
  autoscalerSpec,
  deploymentSpec,
  serviceSpec,
} from './private/gateway-manifests';
import { USUAL_RESOURCES, checkResources } from './private/gateway-resource-checks';
import { checkServiceOptions, namedPorts } from './private/gateway-service-checks';
import { patternName } from './private/pattern-name';
import { checkRevision } from './private/revision';

const RBAC = 'rbac.authorization.k8s.io';
const USUAL_PORTS = [{ port: 80 }, { port: 443 }];

/**
 * The pods of a gateway, by gateway injection: Istio fills the proxy into a Deployment, and changes it with each new version when the
 * pods start anew. It is the workload that a `Gateway` takes.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/gateway/
 */
export abstract class GatewayDeployment extends Construct implements IGatewayWorkload {
  /** The name of all its objects. */
  public readonly name: string;

  /** The namespace of all its objects, which is where credential Secrets have to be. */
  public readonly namespace: string;

  /** The identity of the pods. */
  public readonly serviceAccount: ApiObject;

  /** The permission to list the Secrets of the namespace; istiod hands a credential only to a proxy that has it. */
  public readonly role: ApiObject;

  /** What gives that permission to the service account. */
  public readonly roleBinding: ApiObject;

  /** The pods. */
  public readonly deployment: ApiObject;

  /** What is reached from outside, or from the mesh; `Backend.apiObject(gateway.service)` makes a destination of it. */
  public readonly service: ApiObject;

  /**
   * What chooses the number of pods.
   *
   * @default - undefined where the number is fixed.
   */
  public readonly autoscaler?: ApiObject;

  /**
   * How many pods may be taken away at once.
   *
   * @default - undefined without a budget.
   */
  public readonly disruptionBudget?: ApiObject;

  private readonly _selector: { [label: string]: string };
  private readonly _ports: number[];

  protected constructor(scope: Construct, id: string, props: GatewayDeploymentProps) {
    super(scope, id);
    try {
      this.name = this.checkName(patternName(this, props.name));
      this.namespace = this.namespaceOf(props);
      this._selector = checkSelector(this, props.selector ?? { istio: this.name.replace(/^istio-(?=.)/, '') });
      const plan = this.planOf(props);
      const budget = checkBudget(this, props.disruptionBudget ?? usualBudget(plan.scale), plan.scale);
      this._ports = plan.ports.map(({ port }) => port);

      this.serviceAccount = this.make(props, 'ServiceAccount', 'v1', {});
      this.role = this.make(props, 'Role', `${RBAC}/v1`, {
        rules: [{ apiGroups: [''], resources: ['secrets'], verbs: ['get', 'list', 'watch'] }],
      });
      this.roleBinding = this.make(props, 'RoleBinding', `${RBAC}/v1`, {
        roleRef: { apiGroup: RBAC, kind: 'Role', name: this.name },
        subjects: [{ kind: 'ServiceAccount', name: this.name, namespace: this.namespace }],
      });
      this.deployment = this.make(props, 'Deployment', 'apps/v1', { spec: deploymentSpec(plan) });
      this.service = this.make(props, 'Service', 'v1', { spec: serviceSpec(plan) });
      const spec = autoscalerSpec(plan);
      if (spec !== undefined) {
        this.autoscaler = this.make(props, 'HorizontalPodAutoscaler', 'autoscaling/v2', { spec });
      }
      this.disruptionBudget = this.makeBudget(props, plan, budget);
    } catch (error) {
      // Nothing is left behind half made, should the caller catch the error and go on.
      scope.node.tryRemoveChild(id);
      throw error;
    }
  }

  /** The labels that a `Gateway` selects the pods by. */
  public get selector(): { [label: string]: string } {
    return { ...this._selector };
  }

  /** The ports that the Service opens, without that for health checks. */
  public get ports(): number[] {
    return [...this._ports];
  }

  private checkName(name: string): string {
    if (!/^[a-z]/.test(name)) {
      throw misuse({
        at: this,
        rule: "the name of a gateway is its Service's too, and has to begin with a lower-case letter",
        received: name,
        fix: "give `name`, such as 'ingressgateway'",
      });
    }
    return checkLabelName(name, 'the name of a gateway', this.node.path);
  }

  private namespaceOf(props: GatewayDeploymentProps): string {
    const namespace = props.namespace ?? Chart.of(this).namespace;
    if (namespace === undefined) {
      throw misuse({
        at: this,
        rule: 'a gateway has to know its namespace, because credentials are put there',
        received: namespace,
        fix: "give `namespace`, such as 'istio-ingress', here or on the chart",
      });
    }
    return checkLabelName(namespace, 'the namespace of a gateway', this.node.path);
  }

  private planOf(props: GatewayDeploymentProps): GatewayPlan {
    const service = props.service ?? {};
    const type = service.type ?? GatewayServiceType.LOAD_BALANCER;
    const scale = props.scale ?? GatewayScale.automatic();
    const resources = props.resources ?? USUAL_RESOURCES;
    const selector = { app: this.name, ...this._selector };
    const { revision } = props;
    checkServiceOptions(this, service, type);
    checkResources(this, resources, scale);
    checkPodMetadata(this, selector, INJECTION_ANNOTATIONS, props);
    return {
      name: this.name,
      selector,
      podLabels: {
        // A gateway does its own mutual TLS, which the node must not take from it.
        [DATA_PLANE_LABELS.mode]: 'none',
        ...props.labels,
        ...selector,
        [DATA_PLANE_LABELS.podInjection]: 'true',
        ...(revision === undefined
          ? {}
          : { [DATA_PLANE_LABELS.revision]: locate(this, () => checkRevision(revision, 'the revision')) }),
      },
      podAnnotations: { ...METRICS_ANNOTATIONS, ...props.podAnnotations, ...INJECTION_ANNOTATIONS },
      ports: namedPorts(this, props.ports ?? USUAL_PORTS, type),
      statusPort: props.statusPort ?? true,
      type,
      service,
      scale,
      resources,
      overrides: props.overrides ?? {},
    };
  }

  private make(props: GatewayDeploymentProps, kind: string, apiVersion: string, fields: object): ApiObject {
    const annotations =
      kind === 'Service' ? { ...props.annotations, ...props.service?.annotations } : props.annotations;
    const metadata = { name: this.name, namespace: this.namespace, labels: props.labels, annotations };
    return new ApiObject(this, kind, { apiVersion, kind, metadata, ...fields });
  }

  private makeBudget(
    props: GatewayDeploymentProps,
    { selector, overrides }: GatewayPlan,
    budget: DisruptionBudget,
  ): ApiObject | undefined {
    const limit = budget._render();
    if (limit === undefined) {
      return undefined;
    }
    const spec = withOverrides({ ...limit, selector: { matchLabels: { ...selector } } }, overrides.disruptionBudget);
    return this.make(props, 'PodDisruptionBudget', 'policy/v1', { spec });
  }
}

function usualBudget(scale: GatewayScale): DisruptionBudget {
  return scale._least > 1 ? DisruptionBudget.maxUnavailable(1) : DisruptionBudget.none();
}
