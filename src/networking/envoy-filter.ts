import { Construct } from 'constructs';
import * as networking from '../../imports/networking';
import { locate } from '../kernel/errors';
import { IstioResource, IstioResourceProps, RenderContext } from '../kernel/istio-resource';
import { checkObjectName } from '../kernel/kube-name';
import { PolicyTarget } from '../kernel/policy-target';
import { EnvoyConfigPatch, renderConfigPatch } from './envoy-filter-config-patch';
import { Field, INT32_MAX } from './private/field';
import { renderWorkloadSelector } from './private/workload-selector';

/** What an {@link EnvoyFilter} is made of. */
export interface EnvoyFilterProps extends IstioResourceProps {
  /**
   * The proxies that are patched.
   *
   * @default - all of the namespace; in the root namespace of the mesh, all of the mesh.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-workload_selector
   */
  readonly target?: PolicyTarget;

  /**
   * The patches; more can be added with `addConfigPatch()`.
   *
   * @default - none yet; an EnvoyFilter without patches fails at synth.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-config_patches
   */
  readonly configPatches?: EnvoyConfigPatch[];

  /**
   * When it is applied among the EnvoyFilters for the same proxies: the smaller number first. It may be negative. Those of the root
   * namespace always come before those of the proxy's own, and of two with the same number the older one.
   *
   * @default - 0.
   * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/#EnvoyFilter-priority
   */
  readonly priority?: number;
}

const INT32_MIN = -INT32_MAX - 1;
const TARGET_RULES = { kind: 'EnvoyFilter', targetRefs: true, targetRef: false };

/**
 * Changes to the Envoy configuration that istiod generates, for what no other kind can say.
 *
 * It depends on names and defaults inside Istio that change from version to version: look at what comes out (`istioctl proxy-config`) after
 * each upgrade. istiod checks a value against Envoy's API when the object is applied, which nothing here does.
 *
 * @see https://istio.io/latest/docs/reference/config/networking/envoy-filter/
 */
export class EnvoyFilter extends IstioResource {
  private readonly context: RenderContext;
  private readonly spec: networking.EnvoyFilterSpec;
  private readonly configPatches: networking.EnvoyFilterEnvoyConfigObjectPatch[] = [];

  /**
   * @throws if the name is not one Kubernetes takes, the target is in another namespace or in the older field `targetRef`, the priority is
   * not a 32-bit number, or a patch is one that Istio refuses; see `addConfigPatch()`.
   */
  public constructor(scope: Construct, id: string, props: EnvoyFilterProps = {}) {
    super(scope, id, networking.EnvoyFilter, props);
    checkObjectName(this.name, 'the name of an EnvoyFilter', this.node.path);
    this.context = { owner: this, namespace: this.namespace };
    this.spec = locate(this, () => this.renderProps(props));
    props.configPatches?.forEach((patch) => this.addConfigPatch(patch));
    this.node.addValidation({
      validate: () =>
        this.configPatches.length === 0 ? ['an EnvoyFilter needs at least one patch; fix: call addConfigPatch()'] : [],
    });
  }

  /**
   * Adds a patch; patches are applied in their order.
   *
   * @throws if Istio can't do the operation there, the match is about something else, has a condition that Istio overlooks there, or does
   * not name the filter where it has to.
   */
  public addConfigPatch(patch: EnvoyConfigPatch): void {
    const field = new Field('configPatches').entry(this.configPatches.length);
    this.configPatches.push(locate(this, () => renderConfigPatch(patch, field, this.context)));
  }

  private renderProps({ target, priority }: EnvoyFilterProps): networking.EnvoyFilterSpec {
    const { selector, targetRefs } = target?._render(this.context, TARGET_RULES) ?? {};
    return {
      workloadSelector: selector && renderWorkloadSelector(selector.matchLabels, new Field('workloadSelector')),
      targetRefs,
      priority: new Field('priority').whole(priority, INT32_MIN, INT32_MAX),
    };
  }

  /** @internal */
  protected override _renderSpec(): networking.EnvoyFilterSpec {
    return { ...this.spec, configPatches: this.configPatches };
  }
}
