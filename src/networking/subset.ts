import * as networking from '../../imports/networking';
import { RenderContext } from '../kernel/istio-resource';
import { withOverrides } from '../kernel/merge';
import { Backend } from './backend';
import { Field } from './private/field';
import { checkLabels } from './private/labels';
import { TrafficPolicy, renderTrafficPolicy } from './traffic-policy';

/**
 * A named part of a backend's pods, as a DestinationRule defines it; routes refer to it.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset
 */
export interface ISubset {
  /** The subset's name. */
  readonly name: string;

  /** The backend that it is a part of. */
  readonly backend: Backend;
}

/** Which pods a subset has, and what holds for them. */
export interface SubsetOptions {
  /**
   * The labels that its pods have, besides those that the Service selects. Requests to a subset without pods get 503.
   *
   * @default - all pods of the backend.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset-labels
   */
  readonly labels?: { [label: string]: string };

  /**
   * What clients do on the way to its pods. Each part (`loadBalancer`, `connectionPool`, ...) takes the place of the
   * same part of the rule's policy as a whole; parts that it leaves out come from there. It holds only for routes that
   * send traffic to the subset.
   *
   * @default - the rule's policy.
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset-traffic_policy
   */
  readonly trafficPolicy?: TrafficPolicy;

  /**
   * Fields of the subset that have no property here yet, laid over what is rendered.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

/**
 * A subset of a DestinationRule.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset
 */
export interface SubsetProps extends SubsetOptions {
  /**
   * Its name: an RFC 1123 label, such as `v1-2` (not `v1.2`).
   *
   * @see https://istio.io/latest/docs/reference/config/networking/destination-rule/#Subset-name
   */
  readonly name: string;
}

/** Throws unless Istio takes it; the name was checked before. */
export function renderSubset(name: string, options: SubsetOptions, context: RenderContext): networking.Subset {
  const { labels, trafficPolicy, overrides } = options;
  const field = new Field('subsets').entry(name);
  const subset: { -readonly [key in keyof networking.Subset]: networking.Subset[key] } = { name };
  if (labels !== undefined) {
    subset.labels = checkLabels(labels, field.of('labels'));
  }
  if (trafficPolicy !== undefined) {
    subset.trafficPolicy = renderTrafficPolicy(trafficPolicy, field.of('trafficPolicy'), context);
  }
  return withOverrides(subset, overrides);
}
