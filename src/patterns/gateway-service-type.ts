/** How the Service of a gateway can be reached. */
export enum GatewayServiceType {
  /** From outside, through a load balancer of the cloud; each node opens the ports too. */
  LOAD_BALANCER = 'LoadBalancer',
  /** From outside, through a port that every node opens. */
  NODE_PORT = 'NodePort',
  /** From inside the cluster only. */
  CLUSTER_IP = 'ClusterIP',
}
