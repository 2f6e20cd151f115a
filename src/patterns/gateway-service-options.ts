import { ExternalTrafficPolicy } from './external-traffic-policy';
import { GatewayServiceType } from './gateway-service-type';

/** The Service of a gateway. */
export interface GatewayServiceOptions {
  /**
   * How it can be reached.
   *
   * @default - a load balancer for an ingress gateway, inside the cluster only for an egress gateway.
   */
  readonly type?: GatewayServiceType;

  /**
   * Annotations of the Service alone, by which clouds configure their load balancers.
   *
   * @default - none.
   */
  readonly annotations?: { [annotation: string]: string };

  /**
   * Which nodes take connections from outside. It takes a Service that can be reached from there.
   *
   * @default - Kubernetes' default: all of them, and the client's address is lost.
   */
  readonly externalTrafficPolicy?: ExternalTrafficPolicy;

  /**
   * The implementation that makes the load balancer.
   *
   * @default - the cluster's default one.
   */
  readonly loadBalancerClass?: string;

  /**
   * The only subnets that the load balancer takes connections from, such as `203.0.113.0/24`, where the cloud knows how.
   *
   * @default - from everywhere.
   */
  readonly loadBalancerSourceRanges?: string[];
}
