/**
 * On which side of the mesh's border a service is.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServiceEntry-Location
 */
export enum ServiceEntryLocation {
  /** Outside: it has no proxies, and clients do not try mTLS unless a DestinationRule says so. */
  MESH_EXTERNAL = 'MESH_EXTERNAL',
  /** Part of the mesh, such as a service on virtual machines. */
  MESH_INTERNAL = 'MESH_INTERNAL',
}
