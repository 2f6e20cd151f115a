import { Construct } from 'constructs';
import { misuse } from '../../kernel/errors';
import { Protocol, carriesHttp } from '../../kernel/protocol';
import { Backend } from '../../networking/backend';
import { Destination } from '../../networking/destination';

/** The port of a Service or ServiceEntry of the app that traffic is sent to. */
export interface ChosenPort {
  readonly number: number;
  readonly name?: string;
  readonly protocol?: Protocol;
}

/** Undefined where the backend is not part of the app, or has no such port. */
export function chosenPort(backend: Backend, port: number | undefined): ChosenPort | undefined {
  const ports = backend._knownPorts() ?? [];
  return ports.length === 1 ? ports[0] : ports.find(({ number }) => number === port);
}

/** Looks at synth, when the ports are known, for what is wrong with sending traffic to the destinations. */
export function validateDestinations(
  owner: Construct,
  destinations: ReadonlyArray<{ readonly destination: Destination }>,
  faultsOf: (destination: Destination) => string[],
): void {
  for (const { destination } of destinations) {
    if (destination._backend._isInApp) {
      owner.node.addValidation({ validate: () => faultsOf(destination) });
    }
  }
}

/** What is wrong with handing TLS on to a destination. */
export function passthroughFaults(destination: Destination): string[] {
  const port = chosenPort(destination._backend, destination.port);
  if (port?.protocol === undefined || !(carriesHttp(port.protocol) || port.protocol === Protocol.UDP)) {
    return [];
  }
  const rule = `TLS is handed on as it comes, and its backend's port is declared for ${port.protocol}`;
  return [fault(rule, port, "name the Service's port for what it speaks: 'https' or 'tls'")];
}

/** What is wrong with sending TCP connections to a destination. */
export function tcpFaults(destination: Destination): string[] {
  const port = chosenPort(destination._backend, destination.port);
  if (port?.protocol !== Protocol.UDP) {
    return [];
  }
  return [fault('TCP connections need a backend whose port takes TCP', port, 'choose a TCP port of the Service')];
}

/** Whether requests of HTTP/2 reach the port as such without being asked to. */
export function isHttp2(protocol: Protocol | undefined): boolean {
  return protocol === Protocol.GRPC || protocol === Protocol.HTTP2;
}

/** What is wrong with sending gRPC to a destination; `isUpgraded` where a DestinationRule asks for HTTP/2. */
export function grpcFaults(destination: Destination, isUpgraded: boolean): string[] {
  const port = chosenPort(destination._backend, destination.port);
  if (port === undefined || isHttp2(port.protocol)) {
    return [];
  }
  if (port.protocol !== undefined && port.protocol !== Protocol.HTTP) {
    const rule = `gRPC is HTTP/2, and its backend's port is declared for ${port.protocol}`;
    return [fault(rule, port, "name the Service's port 'grpc', or set its appProtocol to 'grpc'")];
  }
  if (isUpgraded) {
    return [];
  }
  const rule = 'gRPC is HTTP/2, and a gateway speaks HTTP/1.1 to a port that is not declared for gRPC or HTTP/2';
  return [fault(rule, port, "name the Service's port 'grpc', set its appProtocol to 'grpc', or set `h2Upgrade`")];
}

function fault(rule: string, { number, name }: ChosenPort, fix: string): string {
  return misuse({ rule, received: { port: number, name }, fix }).message;
}
