/** What a node of a graph stands for. */
export enum NodeKind {
  /** Who sends requests: somebody outside, or the pods of the mesh. */
  CLIENT = 'client',
  /** The pods of a gateway, with the servers that they open. */
  GATEWAY = 'gateway',
  /** A server of a Gateway, on the pods that open it. */
  SERVER = 'server',
  /** The certificate of a server: a Secret, or what makes it. */
  CREDENTIAL = 'credential',
  /** A VirtualService, with its routes. */
  VIRTUAL_SERVICE = 'virtual-service',
  /** A route of a VirtualService. */
  ROUTE = 'route',
  /** What a proxy answers by itself: a redirect, a direct response, an injected fault. */
  ANSWER = 'answer',
  /** A host inside the mesh, with its subsets. */
  SERVICE = 'service',
  /** A host outside of the mesh. */
  EXTERNAL_SERVICE = 'external-service',
  /** A subset of a service. */
  SUBSET = 'subset',
  /** Pods, or machines outside of Kubernetes. */
  WORKLOAD = 'workload',
  /** What a route names and nothing is. */
  MISSING = 'missing',
  /** Another object of which something was found. */
  OBJECT = 'object',
  /** All of a namespace, drawn as one. */
  NAMESPACE = 'namespace',
}
