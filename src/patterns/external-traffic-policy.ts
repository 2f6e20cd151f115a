/** Which nodes take connections from outside to a gateway. */
export enum ExternalTrafficPolicy {
  /** All nodes, and hand them on: the gateway sees the node's address for the client's. */
  CLUSTER = 'Cluster',
  /** Those that run a pod of the gateway: it sees the client's own address, which rules on IP addresses need. */
  LOCAL = 'Local',
}
