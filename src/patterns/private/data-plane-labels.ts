/** The labels that say how pods come into the mesh. */
export const DATA_PLANE_LABELS = {
  injection: 'istio-injection',
  revision: 'istio.io/rev',
  mode: 'istio.io/dataplane-mode',
  waypoint: 'istio.io/use-waypoint',
  waypointNamespace: 'istio.io/use-waypoint-namespace',
  ingressUseWaypoint: 'istio.io/ingress-use-waypoint',
  podInjection: 'sidecar.istio.io/inject',
} as const;
