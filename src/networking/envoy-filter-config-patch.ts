import * as networking from '../../imports/networking';
import { RenderContext } from '../kernel/istio-resource';
import { withOverrides } from '../kernel/merge';
import { EnvoyApplyTo } from './envoy-filter-apply-to';
import { checkConfigPatch } from './envoy-filter-checks';
import { EnvoyMatch } from './envoy-filter-match';
import { EnvoyPatch } from './envoy-filter-patch';
import { Field } from './private/field';

/**
 * A change to Envoy's configuration: to what, where, and which.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-EnvoyConfigObjectPatch
 */
export interface EnvoyConfigPatch {
  /**
   * What in Envoy's configuration is changed.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-EnvoyConfigObjectPatch-apply_to
   */
  readonly applyTo: EnvoyApplyTo;

  /**
   * Where it is changed.
   *
   * @default - wherever there is something of this kind, in sidecars and gateways.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-EnvoyConfigObjectPatch-match
   */
  readonly match?: EnvoyMatch;

  /**
   * What is done.
   *
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-EnvoyConfigObjectPatch-patch
   */
  readonly patch: EnvoyPatch;

  /**
   * Fields of the entry, its `match` and its `patch` that have no property here yet, laid over what is rendered.
   *
   * @default - nothing is laid over.
   */
  readonly overrides?: { [field: string]: unknown };
}

/** Throws where istiod refuses the patch, or would pass over a part of it in silence. */
export function renderConfigPatch(
  configPatch: EnvoyConfigPatch,
  field: Field,
  context: RenderContext,
): networking.EnvoyFilterEnvoyConfigObjectPatch {
  const { applyTo, patch } = configPatch;
  const match = configPatch.match?._render(context);
  checkConfigPatch(applyTo, match ?? {}, patch, field);
  return withOverrides({ applyTo: renderApplyTo(applyTo), match, patch: patch._render() }, configPatch.overrides);
}

/** The API spells them as we do. */
function renderApplyTo(applyTo: EnvoyApplyTo | undefined): networking.EnvoyFilterApplyTo | undefined {
  return applyTo as networking.EnvoyFilterApplyTo | undefined;
}
