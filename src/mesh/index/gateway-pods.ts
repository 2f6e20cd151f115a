import { Mesh } from '../mesh';
import { selects } from '../semantics/selector';
import { TextMap } from '../wire/json';
import { SelectorIndex } from './selector-index';
import { targetOfPort, translatesPorts } from './service-target';
import { RegisteredService } from './services';
import { Workload } from './workloads';

/** What is known of a selector; each part is found when it is first asked for. */
interface Selection {
  readonly selector: TextMap;
  readonly text: string;
  readonly listenPorts: Map<number, number>;
  selected?: readonly Workload[];
  pods?: readonly Workload[];
  namespaces?: readonly string[];
  services?: readonly RegisteredService[];
}

/** The pods that Gateways select, and the ports that these listen on. Thousands of Gateways have the same selector. */
export class GatewayPods {
  private readonly bySelector = new Map<TextMap, Selection>();
  private readonly byText = new Map<string, Selection>();
  private readonly servicesByNamespace = new Map<string, SelectorIndex<RegisteredService>>();

  constructor(private readonly mesh: Mesh) {}

  /** A selector as one text; as `textOfSelector()`, but quicker. */
  public textOf(selector: TextMap): string {
    return this.of(selector).text;
  }

  /** Everything that a Gateway's selector selects, in whatever namespace. */
  public selected(selector: TextMap): readonly Workload[] {
    const selection = this.of(selector);
    selection.selected ??= this.mesh.workloads.selectedAnywhere(selection.selector);
    return selection.selected;
  }

  /** The pods among that, without machines outside of Kubernetes. */
  public pods(selector: TextMap): readonly Workload[] {
    const selection = this.of(selector);
    selection.pods ??= this.selected(selector).filter(({ type }) => type === 'pods');
    return selection.pods;
  }

  /** The namespaces of what a selector selects. */
  public namespaces(selector: TextMap): readonly string[] {
    const selection = this.of(selector);
    selection.namespaces ??= [...new Set(this.selected(selector).map(({ namespace }) => namespace))].sort();
    return selection.namespaces;
  }

  /** Whether two selectors certainly select some pods in common: they are equal, or there is such a workload. */
  public share(a: TextMap, b: TextMap): boolean {
    return this.of(a) === this.of(b) || this.selected(a).some(({ labels }) => selects(b, labels));
  }

  /** The Services in front of what a selector selects. */
  public services(selector: TextMap): readonly RegisteredService[] {
    const selection = this.of(selector);
    selection.services ??= this.inFrontOf(this.selected(selector));
    return selection.services;
  }

  /**
   * The port that the pods listen on for a port of a server: a Service in front of them may send the one to the other. The port itself
   * where no Service has it, or where Services do not agree.
   */
  public listenPort(selector: TextMap, number: number): number {
    const { listenPorts } = this.of(selector);
    let port = listenPorts.get(number);
    if (port === undefined) {
      const targets = new Set(this.targetsOf(this.services(selector).filter(translatesPorts), selector, number));
      port = targets.size === 1 ? [...targets][0] : number;
      listenPorts.set(number, port);
    }
    return port;
  }

  /** The ports of the pods that Services send this port to. */
  public targets(selector: TextMap, number: number): number[] {
    return this.targetsOf(this.services(selector), selector, number);
  }

  private targetsOf(services: readonly RegisteredService[], selector: TextMap, number: number): number[] {
    return services.flatMap((service) => targetOfPort(service, number, this.selected(selector)) ?? []);
  }

  /** One selection for all selectors with the same labels. */
  private of(selector: TextMap): Selection {
    let selection = this.bySelector.get(selector);
    if (selection === undefined) {
      const text = textOfSelector(selector);
      selection = this.byText.get(text) ?? { selector, text, listenPorts: new Map() };
      this.byText.set(text, selection);
      if (text !== '') {
        this.bySelector.set(selector, selection);
      }
    }
    return selection;
  }

  private inFrontOf(workloads: readonly Workload[]): RegisteredService[] {
    return [...new Set(workloads.flatMap(({ namespace, labels }) => this.servicesOf(namespace).selecting(labels)))];
  }

  private servicesOf(namespace: string): SelectorIndex<RegisteredService> {
    let index = this.servicesByNamespace.get(namespace);
    if (index === undefined) {
      const services = this.mesh.services
        .ofNamespace(namespace)
        .filter(
          ({ registry, selector, source }) => registry === 'Kubernetes' && selector !== undefined && !source.isAssumed,
        );
      index = new SelectorIndex(services, ({ selector = {} }) => selector);
      this.servicesByNamespace.set(namespace, index);
    }
    return index;
  }
}

/** The pods of the Gateways of a mesh; for `mesh.derive()`. */
export function gatewayPodsOf(mesh: Mesh): GatewayPods {
  return new GatewayPods(mesh);
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
