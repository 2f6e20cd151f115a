import * as networking from '../../imports/networking';
import { RenderContext } from '../kernel/istio-resource';
import { withOverrides } from '../kernel/merge';
import { CaptureMode } from './capture-mode';
import { EgressHost, renderEgressHosts } from './egress-host';
import { checkIpAddress, checkSocket, isSocket } from './private/address';
import { Field } from './private/field';
import { SidecarPort, numberOf, renderSidecarPort } from './sidecar-port';

/**
 * What a sidecar does with traffic that its application sends.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener
 */
export interface EgressListener {
  /**
   * The hosts that it knows. Traffic to others is unknown traffic: what becomes of it is up to the outbound traffic policy.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener-hosts
   */
  readonly hosts: EgressHost[];

  /**
   * The port that it is for. Of the hosts it has those that have this port.
   *
   * @default - all ports of its hosts that no other listener is for; such a listener comes last.
   * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener-port
   */
  readonly port?: SidecarPort;

  /**
   * The IP address that it listens on, or a Unix socket: `unix:///run/out.sock`, or `unix://@out` for an abstract one.
   *
   * @default - the addresses of its hosts; 127.0.0.1 with capture mode `NONE`.
   * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener-bind
   */
  readonly bind?: string;

  /**
   * How traffic comes to it; on a Unix socket only `DEFAULT` and `NONE`.
   *
   * @default CaptureMode.DEFAULT
   * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#IstioEgressListener-capture_mode
   */
  readonly captureMode?: CaptureMode;

  /**
   * Fields of the listener that have no property here yet, laid over what is rendered.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

/** Throws unless Istio takes it. */
export function renderEgressListener(
  listener: EgressListener,
  field: Field,
  context: RenderContext,
): networking.IstioEgressListener {
  const { bind, captureMode } = listener;
  if (bind !== undefined) {
    checkBind(listener, bind, field);
  }
  return withOverrides(
    {
      port: listener.port && renderPort(listener.port, bind, field.of('port')),
      bind,
      captureMode: captureMode && networking.CaptureMode[captureMode],
      hosts: renderEgressHosts(listener.hosts, context, field.of('hosts')),
    },
    listener.overrides,
  );
}

function checkBind(listener: EgressListener, bind: string, field: Field): void {
  if (!isSocket(bind)) {
    checkIpAddress(bind, field.of('bind'));
    return;
  }
  checkSocket(bind, field.of('bind'));
  if (listener.port === undefined) {
    throw field
      .of('port')
      .fault('must be given for a Unix socket', listener.port, 'say what is spoken: { protocol: Protocol.HTTP }');
  }
  if (listener.captureMode === CaptureMode.IPTABLES) {
    throw field
      .of('captureMode')
      .fault('must be DEFAULT or NONE for a Unix socket', listener.captureMode, 'leave it out');
  }
}

function renderPort(port: SidecarPort, bind: string | undefined, field: Field): networking.SidecarPort {
  if (bind === undefined || !isSocket(bind)) {
    return renderSidecarPort(port, numberOf(port, field), field);
  }
  if (port.number !== undefined && port.number !== 0) {
    throw field
      .of('number')
      .fault('must be left out for a Unix socket', port.number, 'remove it, or bind to an address');
  }
  return renderSidecarPort(port, 0, field);
}
