import * as extensions from '../../imports/extensions';
import { misuse } from '../kernel/errors';
import { IstioResourceProps } from '../kernel/istio-resource';
import { PolicyTarget } from '../kernel/policy-target';
import { ExtensionPhase } from './extension-phase';
import { TrafficSelector, renderTrafficSelector } from './traffic-selector';

/** Where an extension runs, and on which traffic. */
export interface ExtensionProps extends IstioResourceProps {
  /**
   * The proxies that it runs in.
   *
   * @default - all of the namespace; in the root namespace of the mesh, all of the mesh. Waypoints are not among them: they have to
   * be named.
   * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#TrafficExtension-targetRefs
   */
  readonly target?: PolicyTarget;

  /**
   * Where among Istio's own filters it stands.
   *
   * @default - at the end, right before the request is routed.
   * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#TrafficExtension-phase
   */
  readonly phase?: ExtensionPhase;

  /**
   * Its place among the extensions of the same phase: the greater number comes first. It may be negative.
   *
   * @default - 0.
   * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#TrafficExtension-priority
   */
  readonly priority?: number;

  /**
   * The traffic that passes it; one of these is enough.
   *
   * @default - all traffic.
   * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/#TrafficExtension-match
   */
  readonly match?: TrafficSelector[];
}

const INT32_MIN = -2_147_483_648;
const INT32_MAX = 2_147_483_647;

/** What both kinds of extensions render alike. */
export interface RenderedPlacement {
  /** Its place among the extensions of its phase. */
  readonly priority?: number;
  /** The traffic that passes it. */
  readonly match?: extensions.TrafficSelector[];
}

/** Throws unless Istio takes the priority and the ports. */
export function renderPlacement(props: ExtensionProps): RenderedPlacement {
  const { priority } = props;
  if (priority !== undefined && (!Number.isInteger(priority) || priority < INT32_MIN || priority > INT32_MAX)) {
    throw misuse({
      rule: `the priority of an extension must be a whole number from ${INT32_MIN} to ${INT32_MAX}`,
      received: priority,
      fix: 'give such a number, or leave it out for 0',
    });
  }
  return { priority, match: props.match?.map((selector, index) => renderTrafficSelector(selector, `match[${index}]`)) };
}
