import { misuse } from '../../kernel/errors';
import { RenderContext } from '../../kernel/istio-resource';
import { Field } from './field';

/** `name`, `kubernetes://name` or `kubernetes://namespace/name`: a Secret. */
const SECRET = /^(?:kubernetes:\/\/(?:([^/]+)\/)?)?([^/]+)$/;

/** `configmap://namespace/name`: a ConfigMap. */
const CONFIG_MAP = /^configmap:\/\/([^/]+)\/([^/]+)$/;

/** The text; throws unless it can name a Secret or ConfigMap. */
export function checkClientCredential(credentialName: string, field: Field): string;
export function checkClientCredential(credentialName: string | undefined, field: Field): string | undefined;
export function checkClientCredential(credentialName: string | undefined, field: Field): string | undefined {
  if (credentialName === undefined) {
    return undefined;
  }
  const parts = SECRET.exec(credentialName) ?? CONFIG_MAP.exec(credentialName);
  if (parts === null) {
    throw field.fault(
      'must name a Secret in the namespace of the client',
      credentialName,
      "give its name, such as 'client-certificate', or 'configmap://namespace/name' for a ConfigMap with a CA",
    );
  }
  const [, namespace, name] = parts;
  field.objectName(name);
  if (namespace !== undefined) {
    field.objectName(namespace);
  }
  return credentialName;
}

/** Throws if a ConfigMap is meant in another namespace than that of the DestinationRule. */
export function checkConfigMapNamespace(credentialName: string | undefined, context: RenderContext): void {
  const namespace = CONFIG_MAP.exec(credentialName ?? '')?.[1];
  if (namespace !== undefined && context.namespace !== undefined && namespace !== context.namespace) {
    throw misuse({
      at: context.owner,
      rule: "tls.credentialName must name a ConfigMap in the DestinationRule's own namespace",
      received: credentialName,
      fix: `put the ConfigMap into namespace ${context.namespace}`,
    });
  }
}
