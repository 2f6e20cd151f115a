import { isIP } from 'net';
import { Construct } from 'constructs';
import { misuse } from '../../kernel/errors';
import { checkLabelName } from '../../kernel/kube-name';
import { checkPort } from '../../kernel/port';
import { GatewayPort } from '../gateway-port';
import { GatewayServiceOptions } from '../gateway-service-options';
import { GatewayServiceType } from '../gateway-service-type';

/** The port where a proxy says whether it is ready. */
export const STATUS_PORT = 15021;

/** The ports that a gateway's proxy and its agent listen on themselves. */
const TAKEN: ReadonlyMap<number, string> = new Map([
  [15000, "Envoy's administration"],
  [15004, 'debugging'],
  [15020, "the agent's metrics"],
  [STATUS_PORT, 'health checks'],
  [15090, "Envoy's metrics"],
]);

const USUAL_NAMES: ReadonlyMap<number, string> = new Map([
  [80, 'http2'],
  [443, 'https'],
]);

/** A port with its name and target port. */
export type NamedPort = GatewayPort & Required<Pick<GatewayPort, 'name' | 'targetPort'>>;

/** The ports as the Service has them; throws unless Kubernetes takes them and the proxy can listen there. */
export function namedPorts(at: Construct, ports: GatewayPort[], type: GatewayServiceType): NamedPort[] {
  if (ports.length === 0) {
    throw misuse({
      at,
      rule: 'the Service of a gateway must open a port',
      received: ports,
      fix: 'list one, such as `{ port: 80 }`, or leave `ports` out for 80 and 443',
    });
  }
  const named = ports.map((port) => ({
    ...port,
    name: port.name ?? USUAL_NAMES.get(port.port) ?? `tcp-${port.port}`,
    targetPort: port.targetPort ?? port.port,
  }));
  named.forEach((port, index) => {
    checkOne(at, port, type);
    for (const field of ['port', 'name', 'nodePort'] as const) {
      const earlier = named.slice(0, index).find((other) => port[field] !== undefined && other[field] === port[field]);
      if (earlier !== undefined) {
        throw misuse({
          at,
          rule: `two ports of a gateway must not have the same ${field}`,
          received: port[field],
          fix: `change it for port ${port.port}, or remove the second one`,
        });
      }
    }
  });
  return named;
}

function checkOne(at: Construct, port: NamedPort, type: GatewayServiceType): void {
  checkPort(port.port, 'the port of a gateway', at.node.path);
  checkPort(port.targetPort, 'the targetPort of a gateway', at.node.path);
  checkLabelName(port.name, 'the name of a port', at.node.path);
  const user = TAKEN.get(port.targetPort) ?? (port.port === STATUS_PORT ? TAKEN.get(STATUS_PORT) : undefined);
  if (user !== undefined) {
    throw misuse({
      at,
      rule: `the proxy itself uses this port, for ${user}`,
      received: `port ${port.port}, targetPort ${port.targetPort}`,
      fix: `choose another one; the Service opens ${STATUS_PORT} with \`statusPort: true\``,
    });
  }
  if (port.nodePort === undefined) {
    return;
  }
  checkPort(port.nodePort, 'the nodePort of a gateway', at.node.path);
  if (type === GatewayServiceType.CLUSTER_IP) {
    throw misuse({
      at,
      rule: 'a Service that is reached from inside the cluster only has no node ports',
      received: `nodePort ${port.nodePort}`,
      fix: 'leave it out, or choose GatewayServiceType.NODE_PORT or LOAD_BALANCER',
    });
  }
}

/** Throws unless the options go with the Service's type. */
export function checkServiceOptions(at: Construct, options: GatewayServiceOptions, type: GatewayServiceType): void {
  if (options.externalTrafficPolicy !== undefined && type === GatewayServiceType.CLUSTER_IP) {
    throw misuse({
      at,
      rule: 'externalTrafficPolicy takes a Service that can be reached from outside; Kubernetes refuses it otherwise',
      received: `${options.externalTrafficPolicy} with ${type}`,
      fix: 'leave it out, or choose GatewayServiceType.NODE_PORT or LOAD_BALANCER',
    });
  }
  for (const field of ['loadBalancerClass', 'loadBalancerSourceRanges'] as const) {
    if (options[field] !== undefined && type !== GatewayServiceType.LOAD_BALANCER) {
      throw misuse({
        at,
        rule: `${field} takes a Service with a load balancer`,
        received: `${field} with ${type}`,
        fix: 'leave it out, or choose GatewayServiceType.LOAD_BALANCER',
      });
    }
  }
  const wrong = options.loadBalancerSourceRanges?.find((range) => !isSubnet(range));
  if (wrong !== undefined) {
    throw misuse({
      at,
      rule: 'loadBalancerSourceRanges must be subnets',
      received: wrong,
      fix: "write '203.0.113.0/24', or '203.0.113.7/32' for one address",
    });
  }
}

function isSubnet(range: string): boolean {
  const [address, prefix, ...rest] = range.split('/');
  const most = { 4: 32, 6: 128 }[isIP(address)] ?? -1;
  return rest.length === 0 && prefix !== undefined && /^\d{1,3}$/.test(prefix) && Number(prefix) <= most;
}
