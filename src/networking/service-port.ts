import * as networking from '../../imports/networking';
import { withOverrides } from '../kernel/merge';
import { Protocol } from '../kernel/protocol';
import { checkPortName } from './private/address';
import { Field } from './private/field';

/**
 * A port of a ServiceEntry.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServicePort
 */
export interface ServicePort {
  /**
   * The port that clients send to.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServicePort-number
   */
  readonly number: number;

  /**
   * What is spoken on it. Unlike that of a Service the port's name says nothing about it. `HTTPS` and `TLS` both mean that clients do TLS
   * themselves and are routed by its SNI: proxies see no requests. For requests that a proxy shall see and encrypt, it is `HTTP`.
   *
   * @default - proxies look at the first bytes.
   * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServicePort-protocol
   */
  readonly protocol?: Protocol;

  /**
   * Its name, unique in the ServiceEntry; endpoints give their own ports by it.
   *
   * @default - protocol and number: `https-443`, or `port-443` without a protocol.
   * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServicePort-name
   */
  readonly name?: string;

  /**
   * The port that the endpoints listen on.
   *
   * @default - the same number.
   * @see https://istio.io/latest/docs/reference/config/networking/service-entry/#ServicePort-target_port
   */
  readonly targetPort?: number;

  /**
   * Fields of the port that have no property here yet, laid over what is rendered.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

const LONGEST_NAME = 63;

/** Throws unless Istio takes it. */
export function renderServicePort(port: ServicePort, field: Field): networking.ServicePort {
  const number = field.of('number').port(port.number);
  const name = port.name ?? `${port.protocol?.toLowerCase() ?? 'port'}-${number}`;
  return withOverrides(
    {
      number,
      name: checkPortName(name, LONGEST_NAME, field.of('name')),
      protocol: port.protocol,
      targetPort: port.targetPort === undefined ? undefined : field.of('targetPort').port(port.targetPort),
    },
    port.overrides,
  );
}
