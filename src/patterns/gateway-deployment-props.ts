import { DisruptionBudget } from './disruption-budget';
import { GatewayPort } from './gateway-port';
import { GatewayResources } from './gateway-resources';
import { GatewayScale } from './gateway-scale';
import { GatewayServiceOptions } from './gateway-service-options';

/** Fields of a gateway's objects that have no property of their own: maps merge key by key, lists and values replace. */
export interface GatewayDeploymentOverrides {
  /**
   * Laid over `spec` of the Deployment, such as `strategy`.
   *
   * @default - nothing.
   */
  readonly deployment?: { [field: string]: unknown };

  /**
   * Laid over `spec` of the pods, such as `nodeSelector`, `tolerations`, `affinity` and `topologySpreadConstraints`.
   *
   * @default - nothing.
   */
  readonly pod?: { [field: string]: unknown };

  /**
   * Laid over the container of the proxy, such as `env` and `lifecycle`.
   *
   * @default - nothing.
   */
  readonly container?: { [field: string]: unknown };

  /**
   * Laid over `spec` of the Service, such as `loadBalancerIP` and `ipFamilyPolicy`.
   *
   * @default - nothing.
   */
  readonly service?: { [field: string]: unknown };

  /**
   * Laid over `spec` of the HorizontalPodAutoscaler, such as `behavior`.
   *
   * @default - nothing.
   */
  readonly autoscaler?: { [field: string]: unknown };

  /**
   * Laid over `spec` of the PodDisruptionBudget, such as `unhealthyPodEvictionPolicy`.
   *
   * @default - nothing.
   */
  readonly disruptionBudget?: { [field: string]: unknown };
}

/** What an {@link IngressGateway} or {@link EgressGateway} is made of. */
export interface GatewayDeploymentProps {
  /**
   * The name of all its objects, also of its service account.
   *
   * @default - the construct path, in the letters that names take.
   */
  readonly name?: string;

  /**
   * The namespace of all its objects. Credentials of Gateways have to be there too. A namespace without labels of its own
   * (`DataPlane.byPod()`) suits it best; one with `DataPlane.none()` keeps the pods from starting.
   *
   * @default - the chart's, which has to have one.
   */
  readonly namespace?: string;

  /**
   * The labels that a `Gateway` selects the pods by. A Gateway reaches pods with these labels in every namespace, so they should be this
   * gateway's alone.
   *
   * @default - `istio` with the name, without `istio-` before it: `ingressgateway` for `istio-ingressgateway`.
   */
  readonly selector?: { [label: string]: string };

  /**
   * The revision or tag of the control plane that injects the proxy. A namespace that has `istio-injection` or `istio.io/rev` decides for
   * itself, whatever is said here.
   *
   * @default - the default revision.
   * @see https://istio.io/latest/docs/setup/additional-setup/gateway/#canary-upgrade-with-external-traffic-shifting
   */
  readonly revision?: string;

  /**
   * The ports that the Service opens, besides that for health checks.
   *
   * @default - 80 and 443.
   */
  readonly ports?: GatewayPort[];

  /**
   * Whether the Service opens 15021 too, where load balancers ask `/healthz/ready`.
   *
   * @default - true for an ingress gateway, false for an egress gateway.
   */
  readonly statusPort?: boolean;

  /**
   * How the Service can be reached.
   *
   * @default - through a load balancer for an ingress gateway, inside the cluster only for an egress gateway.
   */
  readonly service?: GatewayServiceOptions;

  /**
   * How many pods there are.
   *
   * @default - 2 to 5, for 80 percent of the CPU that they request: `GatewayScale.automatic()`.
   */
  readonly scale?: GatewayScale;

  /**
   * How many pods may be taken away at once.
   *
   * @default - one at a time where there are always two or more; no budget otherwise.
   */
  readonly disruptionBudget?: DisruptionBudget;

  /**
   * What each pod gets; what is given here takes the place of all of it.
   *
   * @default - 100m of CPU and 128Mi of memory requested, 2 CPUs and 1Gi at most.
   */
  readonly resources?: GatewayResources;

  /**
   * Labels for all objects and the pods.
   *
   * @default - the chart's.
   */
  readonly labels?: { [label: string]: string };

  /**
   * Annotations for all objects but the pods.
   *
   * @default - none.
   */
  readonly annotations?: { [annotation: string]: string };

  /**
   * Annotations of the pods.
   *
   * @default - those for injection, and for Prometheus to find the proxy's metrics.
   */
  readonly podAnnotations?: { [annotation: string]: string };

  /**
   * Fields that have no property here.
   *
   * @default - none.
   */
  readonly overrides?: GatewayDeploymentOverrides;
}
