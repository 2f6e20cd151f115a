import { isIpAddress } from './ip-address';

/** A service as far as the names by which its clients call it are concerned. */
export interface NamedService {
  readonly hostname: string;
  readonly addresses: readonly string[];
  /** Whether clients may also ask for one of its pods by name. */
  readonly headless: boolean;
}

/** The names by which a pod of a namespace can call a service, ports left aside. */
export interface ServiceDomains {
  readonly domains: readonly string[];
  /** Those of them that are short for the host. */
  readonly short: readonly string[];
}

/** The names by which a pod of a namespace can call a service. */
export function serviceDomains(service: NamedService, clientNamespace: string, domain: string): ServiceDomains {
  const { hostname, addresses, headless } = service;
  const short = shortNames(hostname, clientNamespace, domain);
  const names = [hostname, ...short];
  return {
    domains: [
      ...names,
      ...(headless ? names.map((name) => `*.${name}`) : []),
      ...addresses.filter((address) => !address.includes('/')),
    ],
    short,
  };
}

/** `web`, `web.shop`, `web.shop.svc` for `web.shop.svc.cluster.local` from namespace `shop`; from another namespace without the first. */
export function shortNames(hostname: string, clientNamespace: string, domain: string): readonly string[] {
  const absolute = isIpAddress(hostname) ? [] : [`${hostname}.`];
  const suffix = `.svc.${domain}`;
  if (!hostname.endsWith(suffix)) {
    return absolute;
  }
  const named = hostname.slice(0, -suffix.length);
  const dot = named.indexOf('.');
  if (dot < 0 || dot + 1 >= named.length) {
    return absolute;
  }
  const local = named.slice(dot + 1) === clientNamespace ? [named.slice(0, dot)] : [];
  return [...absolute, ...local, named, `${named}.svc`];
}

/** The hosts that a pod of a namespace may mean by a name: the name itself, and what it may be short for. */
export function meantHosts(name: string, clientNamespace: string, domain: string): readonly string[] {
  if (name.endsWith('.')) {
    return [name, name.slice(0, -1)];
  }
  const [, namespace, svc, ...others] = name.split('.');
  if (namespace === undefined) {
    return [name, `${name}.${clientNamespace}.svc.${domain}`];
  }
  if (svc === undefined) {
    return [name, `${name}.svc.${domain}`];
  }
  return svc === 'svc' && others.length === 0 ? [name, `${name}.${domain}`] : [name];
}

/** A host as it is sent, without its port and in lower case. */
export function hostWithoutPort(authority: string): string {
  const lower = authority.toLowerCase();
  const colon = lower.lastIndexOf(':');
  return colon > lower.lastIndexOf(']') && /^[0-9]*$/.test(lower.slice(colon + 1)) ? lower.slice(0, colon) : lower;
}
