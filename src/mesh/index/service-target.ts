import { RegisteredService } from './services';
import { Workload } from './workloads';

/** A Service with this label does not have the ports of Gateways translated to those of the pods behind it. */
const NO_TRANSLATION = 'experimental.istio.io/disable-gateway-port-translation';

/** Whether the pods listen on the targets of a Service's ports for servers of Gateways with these ports. */
export function translatesPorts({ source }: RegisteredService): boolean {
  return !(NO_TRANSLATION in source.labels);
}

/** The port of the workloads behind a Service that it sends one of its ports to; undefined where it has no such port, or no workload names it. */
export function targetOfPort(
  { ports }: RegisteredService,
  number: number,
  workloads: readonly Workload[],
): number | undefined {
  const port = ports.find((each) => each.number === number);
  const target = port?.targetPort;
  if (port === undefined || target === undefined || target === 0) {
    return port?.number;
  }
  return typeof target === 'string'
    ? workloads.flatMap((workload) => workload.ports).find(({ name }) => name === target)?.number
    : target;
}
