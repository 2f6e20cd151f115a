import { Construct } from 'constructs';
import * as extensions from '../../imports/extensions';
import { locate } from '../kernel/errors';
import { IstioResource } from '../kernel/istio-resource';
import { checkObjectName } from '../kernel/kube-name';
import { ExtensionPhase } from './extension-phase';
import { ExtensionProps } from './extension-props';
import { renderPlacement } from './private/placement';
import { WasmConfig, renderWasmConfig } from './wasm-config';

/** What a {@link WasmPlugin} is made of. */
export interface WasmPluginProps extends ExtensionProps, WasmConfig {}

const TARGET_RULES = { kind: 'WasmPlugin', targetRefs: true, targetRef: true };

/**
 * A Wasm module in the way of requests.
 *
 * `TrafficExtension` is its successor, in clusters that have it.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/wasm-plugin/
 */
export class WasmPlugin extends IstioResource {
  private readonly spec: extensions.WasmPluginSpec;

  /**
   * @throws if the name is not one Kubernetes takes, the target is in another namespace, the priority is not a 32-bit number, a port is none
   * or listed twice, or the URL, the checksum, the Secret's name, the configuration or a variable is not one that Istio takes.
   */
  public constructor(scope: Construct, id: string, props: WasmPluginProps) {
    super(scope, id, extensions.WasmPlugin, props);
    checkObjectName(this.name, 'the name of a WasmPlugin', this.node.path);
    this.spec = {
      ...props.target?._render({ owner: this, namespace: this.namespace }, TARGET_RULES),
      phase: phaseOf(props.phase),
      ...locate(this, () => renderPlacement(props)),
      ...locate(this, () => renderWasmConfig(props)),
    };
  }

  /** @internal */
  protected override _renderSpec(): extensions.WasmPluginSpec {
    return this.spec;
  }
}

/** Istio calls no phase by another name here than in a TrafficExtension. */
function phaseOf(phase: ExtensionPhase | undefined): extensions.PluginPhase | undefined {
  return phase === ExtensionPhase.UNSPECIFIED
    ? extensions.PluginPhase.UNSPECIFIED_PHASE
    : (phase as extensions.PluginPhase | undefined);
}
