import { carriesHttp } from '../../kernel/protocol';
import { hostsOverlap, isWildcard } from '../semantics/host-match';
import { RouteContext, routeEntries } from '../semantics/http-routes';
import { serviceDomains } from '../semantics/virtual-host-domains';
import { HostTable } from './host-table';
import { RegisteredPort, RegisteredService } from './services';
import { VirtualHost } from './virtual-host';
import { ResolvedVirtualService } from './virtual-services';

/** What a listener of a sidecar imports. */
export interface Imports {
  readonly virtualServices: readonly ResolvedVirtualService[];
  servicesOnPort(port: number): readonly RegisteredService[];
}

/** Hosts that get the routes of a VirtualService, or a service that gets a route to itself. */
interface Group {
  readonly virtualService?: ResolvedVirtualService;
  /** Hosts that no service has. */
  readonly hosts: readonly string[];
  readonly services: readonly RegisteredService[];
}

/** The only port at which VirtualServices also count for hosts that no service has. */
const HTTP_PORT = 80;

/** Whether HTTP routes apply to a port: its protocol is HTTP, or sniffed. */
export function mayCarryHttp({ protocol }: RegisteredPort): boolean {
  return protocol === undefined || carriesHttp(protocol);
}

/** The virtual hosts of a sidecar for HTTP requests to a port. What was there first keeps a name that two claim. */
export function sidecarVirtualHosts(imports: Imports, context: RouteContext, domain: string): HostTable<VirtualHost> {
  const services = new Map(imports.servicesOnPort(context.port).map((each) => [each.hostname.toLowerCase(), each]));
  const groups = groupsOf(imports.virtualServices, services, context);
  const table = new HostTable<VirtualHost>();
  const names = new Set<string>();
  const known = new Set(groups.flatMap((group) => group.services.map(({ hostname }) => hostname)));
  const claim = (name: string, group: Group, service: RegisteredService | undefined): void => {
    if (names.has(name)) {
      return;
    }
    names.add(name);
    const virtualHost = new VirtualHost(
      name,
      context.port,
      group.virtualService === undefined ? service : undefined,
      false,
    );
    if (group.virtualService !== undefined) {
      virtualHost.add({ virtualService: group.virtualService, context });
    }
    for (const each of service === undefined ? [name] : namesOf(service, context.namespace, domain, known)) {
      const lower = each.toLowerCase();
      if (table.get(lower) === undefined) {
        table.set(lower, virtualHost);
      }
    }
  };
  for (const group of groups) {
    group.hosts.forEach((host) => claim(host.toLowerCase(), group, undefined));
    group.services.forEach((service) => claim(service.hostname, group, service));
  }
  return table;
}

/** A short name does not stand for a service where it is the whole name of another. */
function namesOf(
  service: RegisteredService,
  namespace: string,
  domain: string,
  known: ReadonlySet<string>,
): readonly string[] {
  const headless = service.resolution === 'PASSTHROUGH' && service.registry === 'Kubernetes';
  const { hostname, addresses } = service;
  const { domains, short } = serviceDomains({ hostname, addresses, headless }, namespace, domain);
  return domains.filter((name) => !(short.includes(name) && known.has(name)));
}

type ServicesByHost = ReadonlyMap<string, RegisteredService>;

function groupsOf(
  virtualServices: readonly ResolvedVirtualService[],
  services: ServicesByHost,
  context: RouteContext,
): readonly Group[] {
  const owners = ownersByHost(virtualServices);
  const routed = (
    context.port === HTTP_PORT ? virtualServices : virtualServices.filter((each) => concerns(each, services))
  )
    .filter((each) => routeEntries(each.http, context).reachable.length > 0)
    .flatMap((each) => groupOf(each, services, owners, context.port));
  const taken = new Set(routed.flatMap((group) => group.services));
  const others = [...services.values()].filter(
    (service) => !taken.has(service) && service.resolution !== 'ALIAS' && hasHttp(service, context.port),
  );
  return [...routed, ...others.map((service) => ({ hosts: [], services: [service] }))];
}

function groupOf(
  virtualService: ResolvedVirtualService,
  services: ServicesByHost,
  owners: HostTable<ResolvedVirtualService>,
  port: number,
): Group[] {
  const hosts: string[] = [];
  const matching: RegisteredService[] = [];
  const [wildcards, names] = [
    virtualService.hosts.filter(isWildcard),
    virtualService.hosts.filter((host) => !isWildcard(host)),
  ];
  for (const host of names) {
    const service = services.get(host.toLowerCase());
    if (service === undefined) {
      hosts.push(host);
    } else {
      matching.push(service);
    }
  }
  for (const host of wildcards) {
    const covered = [...services.values()].filter(({ hostname }) => hostsOverlap(hostname, host));
    matching.push(...covered.filter(({ hostname }) => owners.find(hostname) === virtualService));
    if (covered.length === 0) {
      hosts.push(host.toLowerCase());
    }
  }
  const speaking = [...new Set(matching.filter((service) => hasHttp(service, port)))];
  return speaking.length > 0 || port === HTTP_PORT ? [{ virtualService, hosts, services: speaking }] : [];
}

function hasHttp({ ports }: RegisteredService, port: number): boolean {
  return ports.some((each) => each.number === port && mayCarryHttp(each));
}

/** Which VirtualService has each host; of two the first. */
function ownersByHost(virtualServices: readonly ResolvedVirtualService[]): HostTable<ResolvedVirtualService> {
  const owners = new HostTable<ResolvedVirtualService>();
  for (const virtualService of virtualServices) {
    for (const host of virtualService.hosts) {
      if (owners.get(host) === undefined) {
        owners.set(host, virtualService);
      }
    }
  }
  return owners;
}

/** Whether one of the VirtualService's hosts is, or overlaps, that of a service. */
function concerns({ hosts }: ResolvedVirtualService, services: ServicesByHost): boolean {
  return hosts.some((host) => {
    const lower = host.toLowerCase();
    return (
      services.has(lower) ||
      [...(isWildcard(lower) ? services.keys() : wildcardsOf(services))].some((each) => hostsOverlap(lower, each))
    );
  });
}

const WILDCARDS = new WeakMap<ServicesByHost, readonly string[]>();

function wildcardsOf(services: ServicesByHost): readonly string[] {
  let wildcards = WILDCARDS.get(services);
  if (wildcards === undefined) {
    wildcards = [...services.keys()].filter(isWildcard);
    WILDCARDS.set(services, wildcards);
  }
  return wildcards;
}
