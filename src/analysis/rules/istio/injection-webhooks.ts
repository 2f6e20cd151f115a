import { MUTATING_WEBHOOK_CONFIGURATION } from '../../../mesh/kinds';
import { Mesh } from '../../../mesh/mesh';
import { MeshObject } from '../../../mesh/mesh-object';
import { FieldPath } from '../../../mesh/origin';
import { labelSelectorSelects } from '../../../mesh/semantics/label-selector';
import { at, listAt, TextMap, textAt } from '../../../mesh/wire/json';

const SUFFIX = 'istio.io';

/** A webhook of a configuration. */
export interface Webhook {
  readonly object: MeshObject;
  readonly path: FieldPath;
  /** `configuration/name`. */
  readonly title: string;
  readonly value: unknown;
}

/** The webhooks of an object. */
export function webhooksOf(object: MeshObject): Webhook[] {
  return listAt(object.manifest, 'webhooks').map((value, index) => ({
    object,
    path: ['webhooks', index],
    title: `${object.name}/${textAt(value, 'name') ?? ''}`,
    value,
  }));
}

/** Whether a webhook is one of Istio's, by its name. */
export function isIstios({ value }: Webhook): boolean {
  return (textAt(value, 'name') ?? '').endsWith(SUFFIX);
}

/** Istio's own webhooks that add sidecars. */
export function injectionWebhooks(mesh: Mesh): Webhook[] {
  return mesh.all(MUTATING_WEBHOOK_CONFIGURATION).flatMap(webhooksOf).filter(isIstios);
}

/** Whether a webhook is for pods with labels in a namespace with labels. */
export function isFor({ value }: Webhook, namespaceLabels: TextMap, podLabels: TextMap): boolean {
  return (
    labelSelectorSelects(at(value, 'namespaceSelector'), namespaceLabels) &&
    labelSelectorSelects(at(value, 'objectSelector'), podLabels)
  );
}
