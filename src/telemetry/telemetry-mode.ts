/**
 * On which side of a connection a workload is when its proxy reports.
 *
 * @see https://istio.io/latest/docs/reference/config/telemetry/#WorkloadMode
 */
export enum TelemetryMode {
  /** Both sides: each request between two workloads of the mesh is then reported twice, once by either proxy. */
  CLIENT_AND_SERVER = 'CLIENT_AND_SERVER',
  /** Outbound: the workload sends the request. Gateways count as clients, also for what comes in. */
  CLIENT = 'CLIENT',
  /** Inbound: the workload takes the request. */
  SERVER = 'SERVER',
}
