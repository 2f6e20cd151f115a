import { Mesh } from '../mesh';
import { SERVICE } from '../kinds';
import { selects } from '../semantics/selector';
import { TextMap } from '../wire/json';
import { targetOfPort, translatesPorts } from './service-target';
import { RegisteredService } from './services';
import { Workload } from './workloads';

/** To what the Service of Istio's own ingress gateway leads. */
const OF_ISTIO: ReadonlyMap<number, number> = new Map([
  [80, 8080],
  [443, 8443],
]);

/** Which ports the Services in front of a gateway's pods open, and what they lead to. */
export class GatewayServicePorts {
  private readonly services: readonly RegisteredService[];
  private readonly workloads: readonly Workload[];

  constructor(mesh: Mesh, namespace: string, labels: TextMap) {
    this.workloads = mesh.workloads.inNamespace(namespace).filter((workload) => selects(labels, workload.labels));
    const podLabels = this.workloads.map((workload) => workload.labels);
    this.services = mesh.services
      .ofNamespace(namespace)
      .filter(
        ({ source, selector }) =>
          source.kind === SERVICE.kind &&
          selector !== undefined &&
          [labels, ...podLabels].some((each) => selects(selector, each)),
      );
  }

  /** The port that the pods listen on for a server of a Gateway: the target of the Service port of that number, or that number. */
  public listenerPort(number: number): number {
    const service = this.services.find(
      (each) => translatesPorts(each) && each.ports.some((port) => port.number === number),
    );
    return service === undefined ? number : this.targetOf(service, number);
  }

  /** The port of the pods that a client reaches by a port from outside; undefined where the Services in front have no such port. */
  public reached(number: number): number | undefined {
    const service = this.services.find(({ ports }) => ports.some((port) => port.number === number));
    if (service !== undefined) {
      return this.targetOf(service, number);
    }
    // Without a Service, or with one of which not all is known, the client speaks to the pods.
    return this.services.every(({ source }) => source.isAssumed) ? number : undefined;
  }

  /** The port of the pods that the Service of Istio's own installation leads to; undefined of other ports, and where a Service is known. */
  public usual(number: number): number | undefined {
    return this.services.length === 0 ? OF_ISTIO.get(number) : undefined;
  }

  /** The ports of Services in front by which clients reach a port of the pods. */
  public leadingTo(listenerPort: number): readonly number[] {
    const numbers = this.services.flatMap(({ ports }) => ports.map((port) => port.number));
    return [...new Set(numbers)].filter((number) => this.reached(number) === listenerPort);
  }

  private targetOf(service: RegisteredService, number: number): number {
    return targetOfPort(service, number, this.workloads) ?? number;
  }
}
