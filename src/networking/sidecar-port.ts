import * as networking from '../../imports/networking';
import { Protocol } from '../kernel/protocol';
import { checkPortName } from './private/address';
import { Field } from './private/field';

/**
 * The port of a listener of a sidecar.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#SidecarPort
 */
export interface SidecarPort {
  /**
   * The port's number.
   *
   * @default - 0 for a listener on a Unix socket; others have to have one.
   * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#SidecarPort-number
   */
  readonly number?: number;

  /**
   * What is spoken on it. `HTTP_PROXY`, which makes an egress listener the HTTP proxy of its applications, can be set by the listener's
   * `overrides`: `{ port: { protocol: 'HTTP_PROXY' } }`.
   *
   * @default - proxies look at the first bytes.
   * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#SidecarPort-protocol
   */
  readonly protocol?: Protocol;

  /**
   * The port's name.
   *
   * @default - none.
   * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#SidecarPort-name
   */
  readonly name?: string;

  /**
   * The port's `targetPort`, which has no meaning on a Sidecar: Istio takes nothing but 0.
   *
   * @default - not written.
   * @see https://istio.io/latest/docs/reference/config/networking/sidecar/#SidecarPort
   */
  readonly targetPort?: number;
}

const LONGEST_NAME = 63;

/** Throws unless Istio takes it; the number is checked by who knows whether there is a socket. */
export function renderSidecarPort(port: SidecarPort, number: number, field: Field): networking.SidecarPort {
  if (port.targetPort !== undefined && port.targetPort !== 0) {
    throw field
      .of('targetPort')
      .fault('means nothing on a Sidecar, and Istio refuses it', port.targetPort, 'leave it out; see defaultEndpoint');
  }
  const rendered = {
    number,
    protocol: port.protocol,
    name: port.name === undefined ? undefined : checkPortName(port.name, LONGEST_NAME, field.of('name')),
    targetPort: port.targetPort,
  };
  return rendered;
}

/** The number of a port that is reached by an IP address; throws if there is none. */
export function numberOf(port: SidecarPort, field: Field): number {
  if (port.number === undefined) {
    throw field.of('number').fault('must be given', port.number, 'give a whole number from 1 to 65535');
  }
  return field.of('number').port(port.number);
}
