import { createHash } from 'crypto';
import { ApiObjectMetadata } from 'cdk8s';
import { Construct } from 'constructs';
import { misuse } from '../../kernel/errors';
import { Backend } from '../../networking/backend';
import { ClientTls } from '../../networking/client-tls';
import { Destination } from '../../networking/destination';
import { DestinationRule } from '../../networking/destination-rule';
import { Gateway } from '../../networking/gateway';
import { Server } from '../../networking/server';
import { ServerTls } from '../../networking/server-tls';
import { ServicePort } from '../../networking/service-port';
import { ExternalServiceEgress } from '../external-service-props';
import { GatewayDeployment } from '../gateway-deployment';
import { claimServers } from './claim-ingress';
import { isHttp, isTls } from './external-checks';

/** What the way through an egress gateway is made from. */
export interface EgressPathProps extends ExternalServiceEgress {
  readonly hosts: readonly string[];
  readonly ports: readonly ServicePort[];
  readonly gatewayMetadata: ApiObjectMetadata;
  readonly ruleMetadata: ApiObjectMetadata;
}

const SERVICE = 'istio-egressgateway';
const LONGEST_SUBSET = 63;

/**
 * The way from clients to an egress gateway, and what the gateway listens for. HTTP gets there inside the mTLS of the mesh, with the host
 * as its server name; TLS of applications gets there as it is.
 */
export class EgressPath {
  public readonly gateway: Gateway;

  /** Undefined where there is TLS of applications only. */
  public readonly rule?: DestinationRule;

  /** The gateway's ports for HTTP and TLS; undefined where the service has none of the kind. */
  public readonly httpPort?: number;
  public readonly tlsPort?: number;

  private readonly service: Backend;

  constructor(owner: Construct, props: EgressPathProps) {
    const { workload, ports } = props;
    const hosts = [...props.hosts];
    this.httpPort = ports.some(isHttp) ? (props.httpPort ?? 80) : undefined;
    this.tlsPort = ports.some(isTls) ? (props.tlsPort ?? 443) : undefined;
    checkPorts(owner, this.httpPort, this.tlsPort);
    this.service = props.service ?? serviceOf(props);

    const servers: Server[] = [];
    if (this.httpPort !== undefined) {
      servers.push(Server.https(ServerTls.istioMutual(), { hosts, port: this.httpPort, portName: 'https' }));
    }
    if (this.tlsPort !== undefined) {
      servers.push(Server.tls(ServerTls.passthrough(), { hosts, port: this.tlsPort }));
    }
    this.gateway = new Gateway(owner, 'EgressGateway', { metadata: props.gatewayMetadata, workload, servers });
    claimServers(owner, this.gateway, servers);
    if (this.httpPort !== undefined) {
      this.rule = new DestinationRule(owner, 'EgressDestinationRule', {
        metadata: props.ruleMetadata,
        backend: this.service,
        subsets: hosts.map((host) => ({
          name: subsetFor(host),
          trafficPolicy: { tls: ClientTls.istioMutual({ sni: host }) },
        })),
      });
    }
  }

  /** The gateway for HTTP requests to the host. */
  public forHttp(host: string): Destination {
    const rule = this.rule as DestinationRule;
    return Destination.subset(rule.subset(subsetFor(host)), { port: this.httpPort });
  }

  /** The gateway for TLS of applications. */
  public forTls(): Destination {
    return Destination.backend(this.service, { port: this.tlsPort });
  }
}

function checkPorts(at: Construct, httpPort: number | undefined, tlsPort: number | undefined): void {
  if (httpPort !== undefined && httpPort === tlsPort) {
    throw misuse({
      at,
      rule: 'HTTP and TLS for one host need different ports at the egress gateway, because both come with the same server name',
      received: httpPort,
      fix: 'give another `httpPort` or `tlsPort`',
    });
  }
}

function serviceOf({ workload }: ExternalServiceEgress): Backend {
  return workload instanceof GatewayDeployment
    ? Backend.apiObject(workload.service)
    : Backend.named(SERVICE, { namespace: workload.namespace });
}

/** A name that tells hosts apart: the subsets of all services behind one gateway end up in one list. */
function subsetFor(host: string): string {
  const label = host.toLowerCase().replace(/\./g, '-');
  if (label.length <= LONGEST_SUBSET) {
    return label;
  }
  const hash = createHash('sha256').update(host.toLowerCase()).digest('hex').slice(0, 8);
  return `${label.slice(0, LONGEST_SUBSET - 9).replace(/-+$/, '')}-${hash}`;
}
