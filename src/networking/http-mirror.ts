import * as networking from '../../imports/networking';
import { RenderContext } from '../kernel/istio-resource';
import { Destination } from './destination';

/**
 * A destination that gets copies of requests; nobody waits for its answers.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMirrorPolicy
 */
export interface HttpMirror {
  /**
   * Where the copies go.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMirrorPolicy-destination
   */
  readonly destination: Destination;

  /**
   * The percentage of requests that are copied: 0 to 100, as fine as 0.0001.
   *
   * @default 100
   * @see https://istio.io/latest/docs/reference/config/networking/virtual-service/#HTTPMirrorPolicy-percentage
   */
  readonly percentage?: number;
}

/** A mirror whose percentage is rendered and checked already. */
export interface CheckedMirror {
  /** Where the copies go. */
  readonly destination: Destination;
  /** The percentage of requests that are copied; undefined for all. */
  readonly percentage?: networking.Percent;
}

/** The entry of `mirrors`. */
export function renderMirror(mirror: CheckedMirror, context: RenderContext): networking.HttpMirrorPolicy {
  return {
    destination: mirror.destination._render(context),
    percentage: mirror.percentage && { ...mirror.percentage },
  };
}
