import * as extensions from '../../imports/extensions';
import { misuse } from '../kernel/errors';
import { checkPort } from '../kernel/port';
import { TrafficMode } from './traffic-mode';

/**
 * Traffic that passes an extension: all conditions have to hold.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#TrafficSelector
 */
export interface TrafficSelector {
  /**
   * The direction.
   *
   * @default - both directions.
   * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#TrafficSelector-mode
   */
  readonly mode?: TrafficMode;

  /**
   * The ports: outbound the port of the Service that is called, inbound the port that the pod listens on.
   *
   * @default - all ports.
   * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#TrafficSelector-ports
   */
  readonly ports?: number[];
}

/** Throws unless each port is one, and listed once. */
export function renderTrafficSelector(selector: TrafficSelector, field: string): extensions.TrafficSelector {
  const { ports } = selector;
  const repeated = ports?.find((port, index) => ports.indexOf(port) !== index);
  if (repeated !== undefined) {
    throw misuse({ rule: `${field}.ports must list each port once`, received: repeated, fix: 'remove the second one' });
  }
  return {
    mode: selector.mode as extensions.WorkloadMode | undefined,
    ports: ports?.map((number, index) => ({ number: checkPort(number, `${field}.ports[${index}]`) })),
  };
}
