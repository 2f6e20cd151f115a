/**
 * In which direction traffic goes, seen from the workload whose proxy has the extension.
 *
 * @see https://istio.io/latest/docs/reference/config/type/workload-selector/#WorkloadMode
 */
export enum TrafficMode {
  /** As if left out: both directions. */
  UNDEFINED = 'UNDEFINED',
  /** Outbound. Gateways count as clients, also for what comes in. */
  CLIENT = 'CLIENT',
  /** Inbound; it never takes traffic of a gateway. */
  SERVER = 'SERVER',
  /** Both directions. */
  CLIENT_AND_SERVER = 'CLIENT_AND_SERVER',
}
