import { Construct } from 'constructs';
import * as extensions from '../../imports/extensions';
import { locate } from '../kernel/errors';
import { IstioResource } from '../kernel/istio-resource';
import { checkObjectName } from '../kernel/kube-name';
import { Extension } from './extension';
import { ExtensionProps } from './extension-props';
import { renderPlacement } from './private/placement';

/** What a {@link TrafficExtension} is made of. */
export interface TrafficExtensionProps extends ExtensionProps {
  /** What it runs. */
  readonly extension: Extension;
}

const TARGET_RULES = { kind: 'TrafficExtension', targetRefs: true, targetRef: false };

/**
 * Code of one's own in the way of requests: Lua or Wasm.
 *
 * Clusters whose Istio is older than this kind don't have it, and refuse the object; they have `WasmPlugin`.
 *
 * @see https://istio.io/latest/docs/reference/config/proxy_extensions/traffic_extension/
 */
export class TrafficExtension extends IstioResource {
  private readonly spec: extensions.TrafficExtensionSpec;

  /**
   * @throws if the name is not one Kubernetes takes, the target is in another namespace or in the older field `targetRef`, the priority is
   * not a 32-bit number, or a port is none or listed twice.
   */
  public constructor(scope: Construct, id: string, props: TrafficExtensionProps) {
    super(scope, id, extensions.TrafficExtension, props);
    checkObjectName(this.name, 'the name of a TrafficExtension', this.node.path);
    this.spec = {
      ...props.target?._render({ owner: this, namespace: this.namespace }, TARGET_RULES),
      phase: props.phase as extensions.TrafficExtensionExecutionPhase | undefined,
      ...locate(this, () => renderPlacement(props)),
      ...props.extension._render(),
    };
  }

  /** @internal */
  protected override _renderSpec(): extensions.TrafficExtensionSpec {
    return this.spec;
  }
}
