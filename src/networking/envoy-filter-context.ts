/**
 * For which kind of traffic Envoy's configuration was generated. Waypoints have a match of their own, `EnvoyMatch.waypoint()`.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-PatchContext
 */
export enum EnvoyPatchContext {
  /** Any. A listener or cluster that is added goes to what sidecars send and to gateways, not to what sidecars take in. */
  ANY = 'ANY',
  /** What sidecars take in. */
  SIDECAR_INBOUND = 'SIDECAR_INBOUND',
  /** What sidecars send out. */
  SIDECAR_OUTBOUND = 'SIDECAR_OUTBOUND',
  /** Gateways. */
  GATEWAY = 'GATEWAY',
}
