import { RenderContext } from '../../kernel/istio-resource';
import { Field } from './field';

const SERVICE_DOMAIN = 'svc.cluster.local';

/** The full name for a host as it is written in the object; where Istio reads no short names. */
export function fullHost(host: string, context: RenderContext, field: Field): string {
  if (host.includes('.')) {
    return host;
  }
  if (context.namespace === undefined) {
    throw field.fault(
      'must have a full name, for which the namespace has to be known',
      host,
      'set `namespace` on the object or on its chart',
    );
  }
  return `${host}.${context.namespace}.${SERVICE_DOMAIN}`;
}

/** The namespace of a Kubernetes Service by its full name; undefined for other hosts. */
export function namespaceOfService(host: string): string | undefined {
  const [, namespace, ...domain] = host.split('.');
  return domain.join('.') === SERVICE_DOMAIN ? namespace : undefined;
}
