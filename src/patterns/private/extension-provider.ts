import { Construct } from 'constructs';
import { misuse } from '../../kernel/errors';
import { Backend } from '../../networking/backend';

/** The name of an extension provider; throws if it is none, or one that Istio brings along. */
export function checkProviderName(name: string): string {
  if (typeof name !== 'string' || name === '' || BUILT_IN.includes(name.toLowerCase())) {
    throw misuse({
      rule: `an extension provider needs a name of its own; Istio brings ${BUILT_IN.join(', ')} along`,
      received: name,
      fix: "name it after what it sends to, such as 'otel-collector'",
    });
  }
  return name;
}

const BUILT_IN: readonly string[] = ['envoy', 'prometheus', 'stackdriver'];

/** The backend as the mesh config names it; throws unless it has a full host name and a port. */
export function addressOf(at: Construct, backend: Backend): { readonly service: string; readonly port: number } {
  const service = backend._host({ owner: at });
  if (!service.includes('.') || service.includes('*')) {
    throw misuse({
      at,
      rule: 'the mesh config knows a provider by its full host name',
      received: service,
      fix: "add the namespace: Backend.named('otel-collector', { namespace: 'observability', port: 4317 })",
    });
  }
  if (backend.port === undefined) {
    throw misuse({
      at,
      rule: 'the mesh config needs the port of a provider',
      received: service,
      fix: "add it: Backend.named('otel-collector', { namespace: 'observability', port: 4317 })",
    });
  }
  return { service, port: backend.port };
}
