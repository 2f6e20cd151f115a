/**
 * How traffic comes to a listener of a sidecar.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#CaptureMode
 */
export enum CaptureMode {
  /** As the pod is set up; usually by iptables. */
  DEFAULT = 'DEFAULT',
  /** Redirected by iptables. */
  IPTABLES = 'IPTABLES',
  /** Not redirected: the proxy opens the port itself, and clients have to connect to it. */
  NONE = 'NONE',
}
