import { Construct } from 'constructs';
import { GatewayDeployment } from './gateway-deployment';
import { GatewayDeploymentProps } from './gateway-deployment-props';

/**
 * A gateway for requests from outside, behind a load balancer. It serves nothing by itself: `SecureIngress` or a `Gateway` with
 * `workload: ingressGateway` say what, and their ports are checked against the Service's.
 *
 * @see https://istio.io/latest/docs/setup/additional-setup/gateway/
 */
export class IngressGateway extends GatewayDeployment {
  /**
   * @throws if there is no namespace, or something that Kubernetes or Istio refuse or misread; nothing is left behind then.
   */
  public constructor(scope: Construct, id: string, props: GatewayDeploymentProps = {}) {
    super(scope, id, props);
  }
}
