import { Construct } from 'constructs';
import { GatewayDeployment } from './gateway-deployment';
import { GatewayDeploymentProps } from './gateway-deployment-props';
import { GatewayServiceType } from './gateway-service-type';

/**
 * A gateway for requests that leave the mesh, reached from inside the cluster only. Nothing takes this way by itself: routes have to
 * lead through it, and only a NetworkPolicy keeps pods from going past it.
 *
 * @see https://istio.io/latest/docs/tasks/traffic-management/egress/egress-gateway/
 */
export class EgressGateway extends GatewayDeployment {
  /**
   * @throws if there is no namespace, or something that Kubernetes or Istio refuse or misread; nothing is left behind then.
   */
  public constructor(scope: Construct, id: string, props: GatewayDeploymentProps = {}) {
    super(scope, id, {
      ...props,
      statusPort: props.statusPort ?? false,
      service: { ...props.service, type: props.service?.type ?? GatewayServiceType.CLUSTER_IP },
    });
  }
}
