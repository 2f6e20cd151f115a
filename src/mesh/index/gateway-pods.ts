import { addTo } from '../lists';
import { Mesh } from '../mesh';
import { selects } from '../semantics/selector';
import { TextMap } from '../wire/json';
import { SelectorIndex } from './selector-index';
import { RegisteredService, Services } from './services';
import { Workload, Workloads } from './workloads';

const NONE: readonly RegisteredService[] = Object.freeze([]);

/** The pods that Gateways select, and the ports that these listen on. */
export class GatewayPods {
  private readonly bySelector = new Map<string, readonly Workload[]>();
  private readonly namespacesBySelector = new Map<string, readonly string[]>();
  private readonly listenPorts = new Map<string, number>();
  private readonly servicesBySelector = new Map<string, readonly RegisteredService[]>();
  private readonly servicesByNamespace: ReadonlyMap<string, SelectorIndex<RegisteredService>>;

  constructor(
    private readonly workloads: Workloads,
    services: Services,
  ) {
    const byNamespace = new Map<string, RegisteredService[]>();
    for (const service of services.all) {
      if (service.registry === 'Kubernetes' && service.selector !== undefined && !service.source.isAssumed) {
        addTo(byNamespace, service.namespace, service);
      }
    }
    this.servicesByNamespace = new Map(
      [...byNamespace].map(([namespace, each]) => [
        namespace,
        new SelectorIndex(each, ({ selector = {} }) => selector),
      ]),
    );
  }

  /** Everything that a Gateway's selector selects, in whatever namespace. */
  public selected(selector: TextMap): readonly Workload[] {
    const key = textOfSelector(selector);
    let selected = this.bySelector.get(key);
    if (selected === undefined) {
      selected = this.workloads.selectedAnywhere(selector);
      this.bySelector.set(key, selected);
    }
    return selected;
  }

  /** The namespaces of what a selector selects. */
  public namespaces(selector: TextMap): readonly string[] {
    const key = textOfSelector(selector);
    let namespaces = this.namespacesBySelector.get(key);
    if (namespaces === undefined) {
      namespaces = [...new Set(this.selected(selector).map(({ namespace }) => namespace))].sort();
      this.namespacesBySelector.set(key, namespaces);
    }
    return namespaces;
  }

  /** Whether two selectors certainly select some pods in common: they are equal, or there is such a workload. */
  public share(a: TextMap, b: TextMap): boolean {
    return textOfSelector(a) === textOfSelector(b) || this.selected(a).some(({ labels }) => selects(b, labels));
  }

  /** The Services in front of what a selector selects. */
  public services(selector: TextMap): readonly RegisteredService[] {
    const key = textOfSelector(selector);
    let services = this.servicesBySelector.get(key);
    if (services === undefined) {
      services = this.inFrontOf(this.selected(selector));
      this.servicesBySelector.set(key, services);
    }
    return services;
  }

  /**
   * The port that the pods listen on for a port of a server: a Service in front of them may send the one to the other. The port itself
   * where no Service has it, or where Services do not agree.
   */
  public listenPort(selector: TextMap, number: number): number {
    const key = `${number} ${textOfSelector(selector)}`;
    let port = this.listenPorts.get(key);
    if (port === undefined) {
      const targets = new Set(this.targets(selector, number));
      port = targets.size === 1 ? [...targets][0] : number;
      this.listenPorts.set(key, port);
    }
    return port;
  }

  /** The ports of the pods that Services send this port to. */
  public targets(selector: TextMap, number: number): number[] {
    return this.services(selector).flatMap(({ ports }) =>
      ports
        .filter((port) => port.number === number)
        .flatMap(({ targetPort = number }) =>
          typeof targetPort === 'number' ? [targetPort] : this.namedPort(selector, targetPort),
        ),
    );
  }

  private inFrontOf(workloads: readonly Workload[]): RegisteredService[] {
    const found = workloads.flatMap(
      ({ namespace, labels }) => this.servicesByNamespace.get(namespace)?.selecting(labels) ?? NONE,
    );
    return [...new Set(found)];
  }

  private namedPort(selector: TextMap, name: string): number[] {
    const named = this.selected(selector).flatMap(({ ports }) => ports.filter((port) => port.name === name));
    return named.map(({ number }) => number).slice(0, 1);
  }
}

/** The pods of the Gateways of a mesh; for `mesh.derive()`. */
export function gatewayPodsOf(mesh: Mesh): GatewayPods {
  return new GatewayPods(mesh.workloads, mesh.services);
}

/** A selector as one text, with the labels in order: as `kubectl -l` takes it. */
export function textOfSelector(selector: TextMap): string {
  const labels = Object.keys(selector);
  if (labels.length === 1) {
    return `${labels[0]}=${selector[labels[0]]}`;
  }
  return labels
    .sort()
    .map((label) => `${label}=${selector[label]}`)
    .join(',');
}
