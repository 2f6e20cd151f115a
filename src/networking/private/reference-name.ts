import { misuse } from '../../kernel/errors';
import { IIstioResource, RenderContext } from '../../kernel/istio-resource';
import { checkLabelName } from '../../kernel/kube-name';
import { IGateway } from '../gateway';

/** The reserved gateway that stands for the sidecars inside the mesh. */
export const MESH = 'mesh';

/** How a Gateway is called in `gateways`: by its name in its own namespace, with the namespace from elsewhere. */
export function gatewayName(gateway: IGateway, context: RenderContext): string {
  if (gateway.name === MESH && gateway.namespace === undefined) {
    return MESH;
  }
  // Istio would take a name with dots for `name.namespace`.
  checkLabelName(gateway.name, 'the name of a Gateway', context.owner.node.path);
  const namespace = foreignNamespace(gateway, 'Gateway', context);
  return namespace === undefined ? gateway.name : `${namespace}/${gateway.name}`;
}

/** The namespace of an object that is referred to; undefined where it is the namespace of the object that refers to it. */
export function foreignNamespace(target: IIstioResource, kind: string, context: RenderContext): string | undefined {
  if (target.namespace === undefined && context.namespace !== undefined) {
    throw misuse({
      at: context.owner,
      rule: `the namespace of ${kind} ${target.name} is left open, so it can't be named from namespace ${context.namespace}`,
      received: `${kind} ${target.name} without a namespace`,
      fix: `set \`namespace\` on the ${kind} or on its chart`,
    });
  }
  return target.namespace === context.namespace ? undefined : target.namespace;
}
