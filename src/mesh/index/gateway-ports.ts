import { Mesh } from '../mesh';
import { SERVICE } from '../kinds';
import { selects } from '../semantics/selector';
import { TextMap } from '../wire/json';
import { RegisteredService } from './services';
import { Workload } from './workloads';

/** Whether a Service opts out of having the ports of Gateways translated to those of its pods. */
const NO_TRANSLATION = 'experimental.istio.io/disable-gateway-port-translation';

/** Which ports the Services in front of a gateway's pods open, and what they lead to. */
export class GatewayPorts {
  private readonly services: readonly RegisteredService[];
  private readonly workloads: readonly Workload[];

  constructor(mesh: Mesh, namespace: string, labels: TextMap) {
    this.workloads = mesh.workloads.inNamespace(namespace).filter((workload) => selects(labels, workload.labels));
    const podLabels = this.workloads.map((workload) => workload.labels);
    this.services = mesh.services.all.filter(
      ({ source, selector, namespace: own }) =>
        source.kind === SERVICE.kind &&
        own === namespace &&
        selector !== undefined &&
        [labels, ...podLabels].some((each) => selects(selector, each)),
    );
  }

  /** The port that the pods listen on for a server of a Gateway: the target of the Service port of that number, or that number. */
  public listenerPort(number: number): number {
    const service = this.services.find(
      ({ ports, source }) => !(NO_TRANSLATION in source.labels) && ports.some((port) => port.number === number),
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

  /** The ports of Services in front by which clients reach a port of the pods. */
  public leadingTo(listenerPort: number): readonly number[] {
    const numbers = this.services.flatMap(({ ports }) => ports.map((port) => port.number));
    return [...new Set(numbers)].filter((number) => this.reached(number) === listenerPort);
  }

  private targetOf({ ports }: RegisteredService, number: number): number {
    const target = ports.find((port) => port.number === number)?.targetPort;
    if (typeof target === 'string') {
      const named = this.workloads.flatMap((workload) => workload.ports).find(({ name }) => name === target);
      return named?.number ?? number;
    }
    return target === undefined || target === 0 ? number : target;
  }
}
