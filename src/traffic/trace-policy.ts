import { ManifestPlace } from '../mesh/manifest-place';
import { PolicyVerdict } from './policy-verdict';

/** A policy that was asked, and what it said. */
export interface TracePolicy {
  /** The policy, or the rule of it that decided: `spec.rules[0]`. */
  readonly place: ManifestPlace;

  /** What it said. */
  readonly verdict: PolicyVerdict;
}

/** How often a proxy tries again. */
export interface TraceRetries {
  /** How many times after the first. */
  readonly attempts: number;

  /**
   * How long one try may take, as Istio writes durations: `2s`.
   *
   * @default - as long as the request as a whole.
   */
  readonly perTryTimeout?: string;

  /**
   * The conditions of Envoy, separated by commas.
   *
   * @default - Istio's.
   */
  readonly retryOn?: string;
}
