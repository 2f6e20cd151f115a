import { MeshObject } from '../mesh-object';
import { byCreation } from '../semantics/creation-order';
import { RegisteredPort, RegisteredService, Services } from './services';

/** The services that proxies of a namespace know, one for each host. */
export class ServiceScope {
  private readonly byHost = new Map<string, RegisteredService | undefined>();

  constructor(
    private readonly services: Services,
    private readonly namespace: string,
  ) {}

  /** The service that a host stands for; undefined where the proxy knows none. */
  public service(host: string): RegisteredService | undefined {
    if (!this.byHost.has(host)) {
      this.byHost.set(host, serviceFor(this.services.visible(host, this.namespace), this.namespace));
    }
    return this.byHost.get(host);
  }
}

/**
 * The one of several services of a host that a proxy of a namespace takes: its own namespace's, one of Kubernetes before a ServiceEntry,
 * the oldest. What further ServiceEntries of the same namespace add is ports.
 */
export function serviceFor(services: readonly RegisteredService[], namespace: string): RegisteredService | undefined {
  if (services.length < 2) {
    return services[0];
  }
  const rank = (service: RegisteredService) =>
    (service.namespace === namespace ? 0 : 2) + (service.registry === 'Kubernetes' ? 0 : 1);
  const [first, ...others] = [...services].sort((a, b) => rank(a) - rank(b) || byCreation(sourceOf(a), sourceOf(b)));
  const joining = others.filter(
    ({ registry, namespace: own, resolution }) =>
      registry === 'External' &&
      first.registry === 'External' &&
      own === first.namespace &&
      resolution === first.resolution,
  );
  return joining.length === 0 ? first : { ...first, ports: mergedPorts([first, ...joining]) };
}

function sourceOf({ source }: RegisteredService): MeshObject {
  return source;
}

function mergedPorts(services: readonly RegisteredService[]): readonly RegisteredPort[] {
  const ports = new Map<number, RegisteredPort>();
  for (const port of services.flatMap((service) => service.ports)) {
    if (!ports.has(port.number)) {
      ports.set(port.number, port);
    }
  }
  return [...ports.values()];
}
