import { isIpv6 } from './ip-address';

/**
 * The host that a short name in a rule stands for: `reviews` in a rule of namespace `shop` is
 * `reviews.shop.svc.cluster.local`. A name with a dot, `*` and IP addresses stay as they are.
 */
export function resolveHost(host: string, namespace: string, domain: string): string {
  if (host === '' || host === '*' || host.includes('.') || isIpv6(host)) {
    return host;
  }
  return `${host}.${namespace}.svc.${domain}`;
}

/** The host of a Kubernetes Service. */
export function serviceHost(name: string, namespace: string, domain: string): string {
  return `${name}.${namespace}.svc.${domain}`;
}

/** Namespace and name of a Gateway as a VirtualService of a namespace refers to it: `web`, `infra/web`, `./web`, `web.infra.svc...`. */
export function resolveGatewayReference(reference: string, namespace: string): { namespace: string; name: string } {
  const slash = reference.indexOf('/');
  if (slash >= 0) {
    const [first, name] = [reference.slice(0, slash), reference.slice(slash + 1)];
    return { namespace: first === '.' ? namespace : first, name };
  }
  const [name, otherNamespace] = reference.split('.', 2);
  return { namespace: otherNamespace ?? namespace, name };
}
