import { checkLabelName, checkObjectName } from '../../kernel/kube-name';
import { checkText } from './private/checks';

/** A Gateway of the Gateway API. */
export interface ChallengeGatewayOptions {
  /**
   * The namespace that the Gateway lies in.
   *
   * @default - that of the Certificate, which is where the gateway's pods are.
   */
  readonly namespace?: string;

  /**
   * The name of the listener that serves plain HTTP.
   *
   * @default - every listener that lets the route in.
   */
  readonly sectionName?: string;
}

/**
 * How requests for `/.well-known/acme-challenge/` get to the pod that answers them, which cert-manager starts.
 *
 * @see https://cert-manager.io/docs/configuration/acme/http01/
 */
export class ChallengeRoute {
  /**
   * By an Ingress with the annotation `kubernetes.io/ingress.class`. Istio's ingress gateway serves `istio`, as long as the mesh config does not
   * say otherwise, and needs no IngressClass for that.
   *
   * @throws if the class is empty.
   * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/kubernetes-ingress/
   */
  public static ingressClass(ingressClass = 'istio'): ChallengeRoute {
    return new ChallengeRoute({ ingress: { class: checkText(ingressClass, 'the class of an Ingress') } }, 'ingress');
  }

  /**
   * By an Ingress of an IngressClass, which has to be in the cluster; for Istio its controller is `istio.io/ingress-controller`.
   *
   * @throws if the name is not one Kubernetes takes.
   * @see https://istio.io/latest/docs/tasks/traffic-management/ingress/kubernetes-ingress/#specifying-ingressclass
   */
  public static ingressClassName(name: string): ChallengeRoute {
    const ingressClassName = checkObjectName(name, 'the name of an IngressClass', 'ChallengeRoute.ingressClassName');
    return new ChallengeRoute({ ingress: { ingressClassName } }, 'ingress');
  }

  /**
   * By an Ingress that is there already, in the namespace of the Certificate: a path is written into it for as long as it takes.
   *
   * @throws if the name is not one Kubernetes takes.
   */
  public static existingIngress(name: string): ChallengeRoute {
    const checked = checkObjectName(name, 'the name of an Ingress', 'ChallengeRoute.existingIngress');
    return new ChallengeRoute({ ingress: { name: checked } }, 'ingress');
  }

  /**
   * By an HTTPRoute at a Gateway of the Gateway API, which cert-manager has to be started for (`config.gatewayAPI.enable`). An Istio Gateway is
   * another kind, and not meant.
   *
   * @throws if a name is not one Kubernetes takes.
   * @see https://cert-manager.io/docs/configuration/acme/http01/#configuring-the-http-01-gateway-api-solver
   */
  public static gatewayApi(name: string, options: ChallengeGatewayOptions = {}): ChallengeRoute {
    const at = 'ChallengeRoute.gatewayApi';
    const { namespace, sectionName } = options;
    const parent = {
      group: 'gateway.networking.k8s.io',
      kind: 'Gateway',
      name: checkObjectName(name, 'the name of a Gateway', at),
      namespace: namespace === undefined ? undefined : checkLabelName(namespace, 'the namespace of a Gateway', at),
      sectionName: sectionName === undefined ? undefined : checkObjectName(sectionName, 'the name of a listener', at),
    };
    return new ChallengeRoute({ gatewayHTTPRoute: { parentRefs: [parent] } }, 'gatewayHTTPRoute');
  }

  private constructor(
    private readonly fields: { readonly [way: string]: { readonly [field: string]: unknown } },
    private readonly way: string,
  ) {}

  /** @internal */
  public _render(serviceType: string | undefined): { readonly [field: string]: unknown } {
    return { [this.way]: { ...this.fields[this.way], serviceType } };
  }
}
